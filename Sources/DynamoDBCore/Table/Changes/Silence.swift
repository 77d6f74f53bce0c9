// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Empty pages in a row: on AWS one may be empty although records follow.
struct Silence {
    /// After how many there is nothing to read.
    static let length = 5

    /// When the last ones were asked for, in seconds since 1970.
    private var asked: [Int] = []

    /// When there was nothing to read; `nil` if there may be something.
    var since: Int? { self.asked.count < Self.length ? nil : self.asked.first }

    /// Takes an empty page.
    mutating func lasts(at asked: Int) {
        if self.asked.count == Self.length { self.asked.removeFirst() }
        self.asked.append(asked)
    }
}
