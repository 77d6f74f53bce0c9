// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Span where Element: ~Copyable {
    /// Shows each element where it lies. A loop copies it and counts a reference to everything in it; here the compiler
    /// cannot, as the element may be of a kind that has no copies (benchmark `batch25-item`).
    @inline(__always)
    func forEachInPlace(_ body: (borrowing Element) -> Void) {
        for index in self.indices { body(self[index]) }
    }
}
