// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    /// Amazon DynamoDB, or another service that speaks its protocol, over HTTP.
    ///
    /// ```swift
    /// let database = try RemoteDatabase()  // region and credentials from the environment, as the AWS SDKs find them
    /// let users = DynamoDBTable("users", in: database)
    ///
    /// let local = try RemoteDatabase(endpoint: "http://localhost:8000")  // DynamoDB Local, or `dynamodb serve`
    /// ```
    ///
    /// It keeps connections and credentials, so make one and share it; copies share them. Nothing has to be shut down.
    ///
    /// Throttled and failed requests are sent again, the same bytes, within the limits of the configuration. A write that
    /// may have been carried out although its answer was lost is never reported as a plain failure, and never taken for a
    /// success: unless a further attempt succeeds, the error is ``DynamoDBError/Code/outcomeUnknown``.
    public struct RemoteDatabase: DynamoDBDatabase {
        let loop: CallLoop
        let observer: CallObserver
        /// The operations that the service does not have: they are refused before anything is sent.
        let absentOperations: Set<OperationName>

        package init(
            loop: CallLoop, observer: CallObserver = CallObserver(), absentOperations: Set<OperationName> = []
        ) {
            self.loop = loop
            self.observer = observer
            self.absentOperations = absentOperations
        }

        /// Makes a call, and reads its answer.
        // (CodingBenchmark, `call-empty`.)
        @inline(__always)
        func call<Input: OperationInput>(
            _ input: Input, tables: [String], effect: WriteEffect
        ) async throws(CallFailure) -> Input.Output {
            try await self.call(input, tables: tables, effect: effect, reading: Input.Output.self)
        }

        /// Makes a call, and reads its answer as a type of its own.
        func call<Input: OperationInput, Output: AnswerReadable>(
            _ input: Input, tables: [String], effect: WriteEffect, reading type: Output.Type
        ) async throws(CallFailure) -> Output {
            guard !self.absentOperations.contains(Input.operation) else {
                throw CallFailure(error: .unsupported(Input.operation), attempts: 0)
            }
            let body: [UInt8]
            do {
                body = try JSONWriter.encode(input)
            } catch {
                throw CallFailure(error: error, attempts: 0)
            }
            let call = RemoteCall(
                operation: Input.operation, tables: tables, body: body, effect: effect,
                hasEmptyAnswer: Input.Output.hasEmptyBody)
            let observation = self.observer.begin(call)
            do {
                let answer = try await self.loop.perform(call, observation)
                let output: Output = try Self.read(answer, Input.operation, effect)
                observation?.end(answer, consumed: (output as? any CapacityReporting)?.consumedUnits)
                return output
            } catch {
                observation?.end(error)
                throw error
            }
        }

        private static func read<Output: AnswerReadable>(
            _ answer: CallAnswer, _ operation: OperationName, _ effect: WriteEffect
        ) throws(CallFailure) -> Output {
            do {
                return try Output(body: answer.body)
            } catch {
                var failure = error.responseError
                if effect != .none {
                    if operation == .batchWriteItem || operation == .batchExecuteStatement {
                        // What a batch left undone stands in the answer alone.
                        failure.code = .outcomeUnknown
                        failure.message += ". What of the batch was done is not known."
                    } else if case .malformed = error {
                        // It may be of anything on the way.
                        failure.code = .outcomeUnknown
                        failure.message += ". Whether the write was carried out is not known."
                    } else {
                        failure.message += ". The write itself was a success."
                    }
                }
                failure.requestID = answer.requestID
                throw CallFailure(error: failure, attempts: answer.attempts)
            }
        }
    }
#endif
