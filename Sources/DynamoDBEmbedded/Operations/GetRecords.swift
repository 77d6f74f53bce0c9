// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads a page of a shard: up to 1,000 changes, and up to 1 MB, in their order.
    ///
    /// Costs one step for each record, on the caller's thread, and some point reads.
    public func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        var violations = ConstraintViolations()
        violations.checkLimit(input.limit, upTo: 1000)
        violations.checkLength(input.shardIterator, at: "shardIterator", from: 1, to: 2048)
        try violations.throwIfAny()
        guard let position = ShardPosition(text: input.shardIterator) else { throw .invalidShardIterator }
        let name = try StreamName(validating: position.streamArn, in: self.names)
        let now = self.environment.now()
        guard !position.isExpired(at: now) else { throw .shardIteratorHasExpired }
        return try self.storage.read { transaction throws(DynamoDBError) in
            guard let stream = try transaction.stream(name, now: now) else {
                throw .streamNotFound(position.streamArn)
            }
            let horizon = try transaction.horizon(ofTree: stream.tree, now: now)
            var next = horizon
            if case .at(let number) = position.start {
                guard number >= horizon else { throw .recordsAreTrimmed }
                next = number
            }
            let last = try transaction.lastRecord(ofTree: stream.tree)?.number
            var output = GetRecordsOutput()
            var page = RecordPage(limit: input.limit)
            do throws(DynamoDBError) {
                try transaction.scan(
                    tree: stream.tree, range: KeyRange(lower: .inclusive(next.value.bytes))
                ) { key, value throws(DynamoDBError) in
                    // A record behind the limit is not looked at: it may be damaged.
                    guard !page.isFull else { return false }
                    guard let number = UInt64(bytes: key).map(SequenceNumber.init) else { throw .streamRecordIsDamaged }
                    let following = try number.next
                    guard page.takes(try StreamChange.size(of: value)) else { return false }
                    let change = try StreamChange(decoding: value)
                    output.records.append(
                        StreamEvent(change, at: number, of: stream, arn: position.streamArn, region: self.names.region))
                    next = following
                    return true
                }
            } catch {
                // What stands before the damage is told; the page behind it tells of the damage.
                guard !output.records.isEmpty else { throw error }
            }
            let isExhausted = stream.ended != nil && last.map { next > $0 } ?? true
            if !isExhausted {
                output.nextShardIterator =
                    ShardPosition(streamArn: position.streamArn, start: .at(next), now: now).text
            }
            return output
        }
    }
}

/// Decides where a page of records ends. The first record is always on it, however large.
private struct RecordPage {
    private static let maximumBytes = 1_048_576

    private var room: Int
    private var bytes = 0
    private var isEmpty = true

    init(limit: Int?) {
        self.room = limit ?? 1000
    }

    /// Whether the page has as many records as it may have.
    var isFull: Bool { self.room <= 0 }

    /// Whether a record of the size is still on the page.
    mutating func takes(_ size: Int) -> Bool {
        guard !self.isFull, self.isEmpty || self.bytes + size <= Self.maximumBytes else { return false }
        self.room -= 1
        self.bytes += size
        self.isEmpty = false
        return true
    }
}

extension StreamEvent {
    fileprivate init(
        _ change: StreamChange, at number: SequenceNumber, of stream: StoredStream, arn: String, region: String
    ) {
        self.init(
            eventID: Self.id(of: number, arn: arn), eventName: change.name, eventVersion: "1.1",
            eventSource: "aws:dynamodb", awsRegion: region,
            dynamodb: StreamRecord(
                approximateCreationDateTime: Double(change.time / 1000), keys: change.keys, newImage: change.newImage,
                oldImage: change.oldImage, sequenceNumber: number.text, sizeBytes: change.size,
                streamViewType: stream.viewType),
            userIdentity: change.isExpiry ? .timeToLive : nil)
    }

    /// 32 hexadecimal digits that are the same whenever the record is read, and others for every other record.
    private static func id(of number: SequenceNumber, arn: String) -> String {
        let name = Array(arn.utf8) + number.value.bytes
        let words = (UInt8(0)..<4).map { String(KeyEncoding.hash([$0] + name), radix: 16) }
        return words.map { String(repeating: "0", count: max(0, 8 - $0.utf8.count)) + $0 }.joined()
    }
}
