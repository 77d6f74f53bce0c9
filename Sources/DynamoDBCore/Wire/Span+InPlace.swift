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

extension Array {
    /// Shows each element where it lies. `Array.span` itself is younger than macOS 15.
    @inline(__always)
    func forEachInPlace(_ body: (borrowing Element) -> Void) {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            self.span.forEachInPlace(body)
        } else {
            self.withUnsafeBufferPointer { $0.span.forEachInPlace(body) }
        }
    }
}
