// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The expiry of a table's items, ready for use.
///
/// Items with a time are in a tree of their own, by that time: what has expired is found without looking at anything
/// else, and a write that does not change the time does not touch it. Part of the file format:
///
/// ```
/// key    the seconds since 1970, rounded down (8 bytes), then the key of the item's row
/// value  nothing
/// ```
struct StoredTimeToLive: Sendable {
    let attributeName: String
    let tree: Int64
    /// Whether the items that were there before are in the tree, too.
    let isComplete: Bool

    /// A time of more than this long ago does not count, in seconds: five years.
    private static let maximumAge: Double = 157_680_000

    /// Times from here on are not in the tree: they are beyond what a `Double` can count.
    private static let end: Double = 9_007_199_254_740_992

    /// When the item expires, in seconds since 1970; `nil` for never.
    private func time(of item: Item) -> Double? {
        guard case .number(let number)? = item[self.attributeName] else { return nil }
        let time = number.double
        return time >= 0 && time < Self.end ? time : nil
    }

    /// Whether the item has expired.
    func isExpired(_ item: Item, at now: Double) -> Bool {
        guard let time = self.time(of: item) else { return false }
        return time < now && time > now - Self.maximumAge
    }

    /// The key of the item in the tree; `nil` if it never expires.
    func key(of item: Item?, at rowKey: [UInt8]) -> [UInt8]? {
        guard let item, let time = self.time(of: item) else { return nil }
        return Self.bytes(time) + rowKey
    }

    /// The key of the item's row.
    static func rowKey(of key: [UInt8]) -> [UInt8] { Array(key.dropFirst(8)) }

    /// Where items that have expired can be, and only a few others.
    static func expired(at now: Double) -> KeyRange {
        guard now > 0 else { return .empty }
        return KeyRange(
            lower: .inclusive(Self.bytes(max(0, now - Self.maximumAge))),
            upper: .exclusive(Self.bytes(now.rounded(.up))))
    }

    private static func bytes(_ time: Double) -> [UInt8] { UInt64(min(max(0, time), Self.end)).bytes }
}
