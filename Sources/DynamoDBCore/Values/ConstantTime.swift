// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Comparison of secrets.
package enum ConstantTime {
    /// Whether two sequences of bytes are the same. How long it takes tells nothing but their lengths.
    package static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        // `|` and `^` have the same precedence: without the parentheses nearly the last bytes alone would count.
        left.count == right.count && zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
