// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells a place in a shard to read from, good for 15 minutes.
    public func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        var violations = ConstraintViolations()
        violations.checkStream(input.streamArn)
        violations.checkShard(input.shardId)
        violations.check(
            input.shardIteratorType, at: "shardIteratorType",
            among: ["AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"])
        if let number = input.sequenceNumber {
            violations.checkLength(number, at: "sequenceNumber", from: 21, to: 40)
        }
        try violations.throwIfAny()
        let name = try StreamName(validating: input.streamArn, in: self.names)
        let namesRecord = [.atSequenceNumber, .afterSequenceNumber].contains(input.shardIteratorType)
        guard (input.sequenceNumber != nil) == namesRecord else {
            throw .invalidParameter(
                "SequenceNumber must \(namesRecord ? "" : "not ")be specified when ShardIteratorType is \(input.shardIteratorType.rawValue)"
            )
        }
        let now = self.environment.now()
        return try self.storage.read { transaction throws(DynamoDBError) in
            guard let stream = try transaction.stream(name, now: now) else { throw .streamNotFound(input.streamArn) }
            guard stream.shardID.hasSameBytes(as: input.shardId) else { throw .shardNotFound }
            let start = try transaction.start(of: input, in: stream, now: now)
            let position = ShardPosition(streamArn: self.names.stream(name), start: start, now: now)
            return GetShardIteratorOutput(shardIterator: position.text)
        }
    }
}

extension ReadTransaction<StoredTable> {
    fileprivate func start(
        of input: GetShardIteratorInput, in stream: StoredStream, now: Double
    ) throws(DynamoDBError) -> ShardPosition.Start {
        if input.shardIteratorType == .trimHorizon { return .horizon }
        let next = try self.lastRecord(ofTree: stream.tree)?.number.next ?? .first
        guard let text = input.sequenceNumber else { return .at(next) }
        guard let number = SequenceNumber(text: text), number <= next else {
            throw .invalidParameter("SequenceNumber \(text) is not one of the shard \(stream.shardID)")
        }
        // No record has the number `next` yet, which a shard can begin with: the one that will is not passed over.
        let isBehind = input.shardIteratorType == .afterSequenceNumber && number < next
        let start = max(isBehind ? try number.next : number, .first)
        // Behind the last record that was removed, nothing is missing.
        guard try start >= self.horizon(ofTree: stream.tree, now: now) else { throw .recordsAreTrimmed }
        return .at(start)
    }
}
