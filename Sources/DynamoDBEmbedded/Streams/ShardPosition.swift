// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What an iterator of a shard stands for: a place to read from, and since when.
///
/// As text it is the stream's name and, in Base64, the place, the time and a checksum over all of it. It is not secret and
/// proves nothing: it only has to be told from what is no iterator.
package struct ShardPosition: Hashable, Sendable {
    /// Where to read.
    package enum Start: Hashable, Sendable {
        /// With the oldest record there is when it is read.
        case horizon
        /// With this record.
        case at(SequenceNumber)
    }

    /// How long an iterator is good, in milliseconds.
    private static let lifetime: UInt64 = 900_000

    package let streamArn: String
    package let start: Start
    /// When the iterator was given out, in milliseconds since 1970.
    package let issued: UInt64

    package init(streamArn: String, start: Start, now: Double) {
        self.streamArn = streamArn
        self.start = start
        self.issued = UInt64(millisecondsOf: now)
    }

    func isExpired(at now: Double) -> Bool {
        let now = UInt64(millisecondsOf: now)
        return now > self.issued && now - self.issued > Self.lifetime
    }

    package var text: String {
        "\(self.streamArn)|1|\(Data(self.payload).base64EncodedString())"
    }

    /// Reads an iterator; `nil` if the text is none.
    package init?(text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "1", let payload = Data(base64Encoded: String(parts[2])).map(Array.init),
            payload.count == Self.payloadLength, let place = UInt64(bytes: payload[1..<9]),
            let issued = UInt64(bytes: payload[9..<17])
        else { return nil }
        self.streamArn = String(parts[0])
        switch payload[0] {
        case 0: self.start = .horizon
        case 1: self.start = .at(SequenceNumber(place))
        default: return nil
        }
        self.issued = issued
        // Base64 with more padding than there should be is read too.
        guard self.text.hasSameBytes(as: text) else { return nil }
    }

    private static let payloadLength = 21

    private var payload: [UInt8] {
        let content: [UInt8] =
            switch self.start {
            case .horizon: [0] + UInt64(0).bytes + self.issued.bytes
            case .at(let number): [1] + number.value.bytes + self.issued.bytes
            }
        return content + UInt64(KeyEncoding.hash(Array(self.streamArn.utf8) + content)).bytes.suffix(4)
    }
}
