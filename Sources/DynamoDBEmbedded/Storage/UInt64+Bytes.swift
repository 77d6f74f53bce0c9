// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UInt64 {
    /// The bytes, the highest first: sorted as the numbers are.
    var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - $0 * 8)) } }

    /// The number of eight bytes; `nil` if there are not eight.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The milliseconds since 1970 of a time in seconds; 0 for one before, or beyond every calendar.
    init(millisecondsOf seconds: Double) {
        self = UInt64(exactly: (seconds * 1000).rounded()) ?? 0
    }
}
