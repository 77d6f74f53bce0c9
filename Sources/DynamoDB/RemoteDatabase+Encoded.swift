// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore

    extension RemoteDatabase: EncodedReading {
        package var readsEncoded: Bool { true }

        package func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput {
            try await self.read(input, as: EncodedItemOutput.self, table: input.tableName)
        }

        package func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput {
            try await self.read(input, as: EncodedPageOutput.self, table: input.tableName)
        }

        package func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput {
            try await self.read(input, as: EncodedPageOutput.self, table: input.tableName)
        }

        // (CodingBenchmark, `call-empty`.)
        @inline(__always)
        private func read<Output: AnswerReadable>(
            _ input: some OperationInput, as type: Output.Type, table: String
        ) async throws(DynamoDBError) -> Output {
            do {
                return try await self.call(input, tables: [table], effect: .none, reading: type)
            } catch {
                throw error.error
            }
        }
    }

    extension EncodedItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension EncodedPageOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }
#endif
