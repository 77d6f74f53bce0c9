// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text of bytes that ``UTF8Bytes`` has found to be UTF-8.
    ///
    /// `String(decoding:as:)` checks them once more, which takes 100 ns for a text of 300 bytes that are not all ASCII: four
    /// times as long as all the rest (benchmark `query-100` of EngineBenchmark).
    ///
    /// - Precondition: The bytes are UTF-8.
    package init(checked bytes: UnsafeRawBufferPointer) {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            self = bytes.withMemoryRebound(to: UInt8.self) { String(copying: UTF8Span(unchecked: $0.span)) }
        } else {
            self.init(decoding: bytes, as: UTF8.self)
        }
    }
}
