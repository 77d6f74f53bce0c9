// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells the streams there are: those that take changes, and those that ended less than 24 hours ago.
    public func listStreams(_ input: ListStreamsInput) async throws(DynamoDBError) -> ListStreamsOutput {
        var violations = ConstraintViolations()
        if let name = input.tableName { violations.checkName(name, at: "tableName") }
        if let arn = input.exclusiveStartStreamArn { violations.checkStream(arn, at: "exclusiveStartStreamArn") }
        violations.checkLimit(input.limit, upTo: 100)
        try violations.throwIfAny()
        let limit = input.limit ?? 100
        var start: StreamName?
        if let text = input.exclusiveStartStreamArn { start = try StreamName(validating: text, in: self.names) }
        let now = self.environment.now()
        let streams = try self.storage.read { transaction throws(DynamoDBError) in
            try transaction.streams(ofTable: input.tableName, after: start, limit: limit + 1, now: now)
        }
        let page = streams.prefix(limit).map {
            StreamSummary(streamArn: self.names.stream($0), tableName: $0.tableName, streamLabel: $0.label)
        }
        return ListStreamsOutput(
            streams: page, lastEvaluatedStreamArn: streams.count > limit ? page.last?.streamArn : nil)
    }
}
