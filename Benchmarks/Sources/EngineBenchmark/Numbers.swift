// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Numbers from 0 on, each given out once.
final class Numbers {
    private var next = 0

    /// The next ones.
    func take(_ count: Int) -> Range<Int> {
        defer { self.next += count }
        return self.next..<(self.next + count)
    }
}
