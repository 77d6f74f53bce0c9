// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An `Optional` of any type.
protocol AnyOptional {
    /// `nil`.
    static var absent: Self { get }

    /// Whether this is `nil`.
    var isAbsent: Bool { get }
}

extension Optional: AnyOptional {
    static var absent: Self { nil }

    var isAbsent: Bool { if case .none = self { true } else { false } }
}
