// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An `Optional` of any type.
protocol AnyOptional {
    /// `nil`.
    static var absent: Self { get }
}

extension Optional: AnyOptional {
    static var absent: Self { nil }
}

/// An `Optional` of any type that can be encoded.
protocol AnyEncodableOptional {
    /// Whether this is `nil`.
    var isAbsent: Bool { get }

    /// What is stored for the value in it, which is not that of a value by itself: an empty set is nothing then. `nil` also
    /// where there is none.
    func encodedValue(by encoder: ValueEncoder, at step: CodingStep) throws -> AttributeValue?
}

extension Optional: AnyEncodableOptional where Wrapped: Encodable {
    var isAbsent: Bool { if case .none = self { true } else { false } }

    func encodedValue(by encoder: ValueEncoder, at step: CodingStep) throws -> AttributeValue? {
        guard case .some(let value) = self else { return nil }
        return try encoder.encoded(value, at: step)
    }
}
