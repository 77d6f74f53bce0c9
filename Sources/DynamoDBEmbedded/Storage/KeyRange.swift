// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A range of keys of a tree, in the order of their bytes.
package struct KeyRange: Sendable, Equatable {
    /// One end of a range.
    package enum Bound: Sendable, Equatable {
        /// The range has no end on this side.
        case unbounded
        /// The range ends with this key.
        case inclusive([UInt8])
        /// The range ends just before or just after this key.
        case exclusive([UInt8])

        var kind: BoundKind {
            switch self {
            case .unbounded: .unbounded
            case .inclusive: .inclusive
            case .exclusive: .exclusive
            }
        }

        var key: [UInt8]? {
            switch self {
            case .unbounded: nil
            case .inclusive(let key), .exclusive(let key): key
            }
        }
    }

    /// A bound without its key.
    enum BoundKind: Hashable {
        case unbounded, inclusive, exclusive
    }

    /// Where the range begins.
    package var lower: Bound
    /// Where the range ends.
    package var upper: Bound

    /// The range between two ends; it may be empty.
    package init(lower: Bound = .unbounded, upper: Bound = .unbounded) {
        self.lower = lower
        self.upper = upper
    }

    /// Every key.
    package static let all = KeyRange()

    /// No key.
    package static let empty = KeyRange(upper: .exclusive([]))

    /// Every key that begins with the bytes, they themselves among them.
    package static func prefix(_ bytes: [UInt8]) -> KeyRange {
        KeyRange(lower: bytes.isEmpty ? .unbounded : .inclusive(bytes), upper: Self.end(ofPrefix: bytes))
    }

    /// Just behind the last key that begins with the bytes.
    package static func end(ofPrefix bytes: [UInt8]) -> Bound {
        var successor = bytes
        while let last = successor.popLast() {
            guard last == 0xFF else {
                successor.append(last + 1)
                return .exclusive(successor)
            }
        }
        // Nothing comes after a run of 0xFF.
        return .unbounded
    }

    /// The keys that are in both ranges.
    package func intersection(_ other: KeyRange) -> KeyRange {
        KeyRange(lower: Self.higher(self.lower, other.lower), upper: Self.lower(self.upper, other.upper))
    }

    /// The part that comes after the key, which need not be in the range.
    package func after(_ key: [UInt8]) -> KeyRange {
        self.intersection(KeyRange(lower: .exclusive(key)))
    }

    /// The part that comes before the key, which need not be in the range.
    package func before(_ key: [UInt8]) -> KeyRange {
        self.intersection(KeyRange(upper: .exclusive(key)))
    }

    /// The part that is still to be read when reading in the given direction has come to the key.
    package func resuming(after key: [UInt8], reversed: Bool) -> KeyRange {
        reversed ? self.before(key) : self.after(key)
    }

    /// Whether the key is in the range.
    package func contains(_ key: [UInt8]) -> Bool {
        let isAfterLower =
            switch self.lower {
            case .unbounded: true
            case .inclusive(let bound): !key.lexicographicallyPrecedes(bound)
            case .exclusive(let bound): bound.lexicographicallyPrecedes(key)
            }
        guard isAfterLower else { return false }
        return switch self.upper {
        case .unbounded: true
        case .inclusive(let bound): !bound.lexicographicallyPrecedes(key)
        case .exclusive(let bound): key.lexicographicallyPrecedes(bound)
        }
    }

    /// The lower bound that lets fewer keys through.
    private static func higher(_ first: Bound, _ second: Bound) -> Bound {
        guard let left = first.key else { return second }
        guard let right = second.key else { return first }
        if left == right { return first.kind == .exclusive ? first : second }
        return left.lexicographicallyPrecedes(right) ? second : first
    }

    /// The upper bound that lets fewer keys through.
    private static func lower(_ first: Bound, _ second: Bound) -> Bound {
        guard let left = first.key else { return second }
        guard let right = second.key else { return first }
        if left == right { return first.kind == .exclusive ? first : second }
        return left.lexicographicallyPrecedes(right) ? first : second
    }
}
