// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    extension RemoteDatabase {
        /// Writes a whole item, in place of any item with the same key.
        ///
        /// If the answer to an attempt was lost, and the next one finds the condition false, then this call may have made it
        /// so, or another one: the error is ``DynamoDBError/Code/outcomeUnknown``, with the item that is there. A put that
        /// returns the old item is not sent again after its answer was lost, as only that answer had the item.
        public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
            var sent = input
            if input.conditionExpression != nil { sent.returnValuesOnConditionCheckFailure = .allOld }
            do {
                return try await self.call(
                    sent, tables: [input.tableName], effect: WriteEffect(returning: input.returnValues)
                )
            } catch {
                throw error.error(showingItem: input.returnValuesOnConditionCheckFailure)
            }
        }

        /// Reads one item by its key.
        public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Changes attributes of an item, and creates the item if there is none.
        ///
        /// An update that is not the same when done twice, such as an increment, or that returns old values, is not sent
        /// again after its answer was lost: it fails with ``DynamoDBError/Code/outcomeUnknown``. One with a condition is
        /// treated as ``putItem(_:)`` is.
        public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
            var sent = input
            if input.conditionExpression != nil { sent.returnValuesOnConditionCheckFailure = .allOld }
            do {
                return try await self.call(sent, tables: [input.tableName], effect: WriteEffect(input))
            } catch {
                throw error.error(showingItem: input.returnValuesOnConditionCheckFailure)
            }
        }

        /// Deletes one item by its key; that there is none is no error.
        ///
        /// A delete that returns the old item is not sent again after its answer was lost, and one with a condition may
        /// find that it made the condition false itself: both fail with ``DynamoDBError/Code/outcomeUnknown``.
        public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
            var sent = input
            if input.conditionExpression != nil { sent.returnValuesOnConditionCheckFailure = .allOld }
            do {
                return try await self.call(
                    sent, tables: [input.tableName], effect: WriteEffect(returning: input.returnValues)
                )
            } catch {
                throw error.error(showingItem: input.returnValuesOnConditionCheckFailure)
            }
        }

        /// Reads a page of the items with one partition key.
        public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Reads a page of all items of a table or index.
        public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Reads up to 100 items of one or more tables.
        public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
            try await self.read(input, tables: input.requestItems.keys.sorted(by: String.isOrderedByBytes))
        }

        /// Writes and deletes up to 25 items of one or more tables, each on its own.
        public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
            try await self.write(input, tables: input.requestItems.keys.sorted(by: String.isOrderedByBytes))
        }

        /// Reads up to 100 items of one or more tables, all as they are at one moment.
        public func transactGetItems(
            _ input: TransactGetItemsInput
        ) async throws(DynamoDBError) -> TransactGetItemsOutput {
            try await self.read(input, tables: input.transactItems.map(\.tableName))
        }

        /// Writes up to 100 items of one or more tables, all of them or none.
        ///
        /// A transaction without a token gets one, which all attempts have. So it can be sent again after its answer was
        /// lost, whatever it does: the service carries it out once. One that was cancelled only since others were writing
        /// the same items, or by throttling, is sent again too.
        @discardableResult
        public func transactWriteItems(
            _ input: TransactWriteItemsInput
        ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
            var sent = input
            if input.clientRequestToken == nil { sent.clientRequestToken = self.loop.makeID() }
            return try await self.write(sent, tables: input.transactItems.map(\.tableName))
        }

        /// Creates a table with its indexes; it can be used when ``describeTable(_:)`` says that it is active.
        public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
            try await self.write(input, tables: [input.tableName])
        }

        /// Tells what is known of a table.
        public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Tells the names of the tables.
        public func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
            try await self.read(input, tables: [])
        }

        /// Deletes a table with all its items.
        public func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
            try await self.write(input, tables: [input.tableName])
        }

        /// Changes a table; the change is done when ``describeTable(_:)`` says that it is active.
        ///
        /// If the answer to an attempt was lost, and the next one finds the table being changed or the change refused, then
        /// the first one may be why: the error is ``DynamoDBError/Code/outcomeUnknown``.
        public func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
            try await self.write(input, tables: [input.tableName])
        }

        /// Gives a table tags.
        public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
            try await self.write(input, tables: [input.resourceArn])
        }

        /// Takes tags away from a table.
        public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
            try await self.write(input, tables: [input.resourceArn])
        }

        /// Tells the tags of a table, a page at a time.
        public func listTagsOfResource(
            _ input: ListTagsOfResourceInput
        ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
            try await self.read(input, tables: [input.resourceArn])
        }

        /// Tells how much capacity may be set aside.
        public func describeLimits(_ input: DescribeLimitsInput) async throws(DynamoDBError) -> DescribeLimitsOutput {
            try await self.read(input, tables: [])
        }

        /// Tells where requests should be sent.
        public func describeEndpoints(
            _ input: DescribeEndpointsInput
        ) async throws(DynamoDBError) -> DescribeEndpointsOutput {
            try await self.read(input, tables: [])
        }

        /// Tells whether a table can be restored to a moment of the past.
        public func describeContinuousBackups(
            _ input: DescribeContinuousBackupsInput
        ) async throws(DynamoDBError) -> DescribeContinuousBackupsOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Tells whether the most used keys of a table or an index are being counted.
        public func describeContributorInsights(
            _ input: DescribeContributorInsightsInput
        ) async throws(DynamoDBError) -> DescribeContributorInsightsOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Lets the items of a table expire, or no longer.
        ///
        /// If the answer to an attempt was lost, and the next one is refused, then the first one may be why: the error is
        /// ``DynamoDBError/Code/outcomeUnknown``.
        public func updateTimeToLive(
            _ input: UpdateTimeToLiveInput
        ) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
            try await self.write(input, tables: [input.tableName])
        }

        /// Tells whether the items of a table expire.
        public func describeTimeToLive(
            _ input: DescribeTimeToLiveInput
        ) async throws(DynamoDBError) -> DescribeTimeToLiveOutput {
            try await self.read(input, tables: [input.tableName])
        }

        /// Tells the streams there are.
        public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
            try await self.read(input, tables: input.tableName.map { [$0] } ?? [])
        }

        /// Tells what is known of a stream.
        public func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
            try await self.read(input, tables: Self.table(ofStream: input.streamArn))
        }

        /// Tells a place in a shard to read from.
        public func getShardIterator(
            _ input: GetShardIteratorInput
        ) async throws(DynamoDBError) -> GetShardIteratorOutput {
            try await self.read(input, tables: Self.table(ofStream: input.streamArn))
        }

        /// Reads a page of a shard.
        public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
            try await self.read(input, tables: [])
        }

        /// The table in `arn:aws:dynamodb:region:account:table/name/stream/label`, for logs and spans.
        private static func table(ofStream arn: String) -> [String] {
            let parts = arn.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 4 ? [String(parts[1])] : []
        }

        // (CodingBenchmark, `call-empty`.)
        @inline(__always)
        private func read<Input: OperationInput>(
            _ input: Input, tables: [String]
        ) async throws(DynamoDBError) -> Input.Output {
            do {
                return try await self.call(input, tables: tables, effect: .none)
            } catch {
                throw error.error
            }
        }

        // (CodingBenchmark, `call-empty`.)
        @inline(__always)
        private func write<Input: OperationInput>(
            _ input: Input, tables: [String]
        ) async throws(DynamoDBError) -> Input.Output {
            do {
                return try await self.call(input, tables: tables, effect: .idempotent)
            } catch {
                throw error.error
            }
        }
    }

    extension CallFailure {
        /// The error to report of a write. The item of a false condition, for which every attempt asks, is in it only if
        /// the caller asked for it, or has to find out what became of the write.
        fileprivate func error(showingItem: ReturnValuesOnConditionCheckFailure?) -> DynamoDBError {
            var error = self.error
            if showingItem != .allOld, error.code != .outcomeUnknown { error.item = nil }
            return error
        }
    }
#endif
