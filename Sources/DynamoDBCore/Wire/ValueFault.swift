// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A rule of attribute values that a readable message breaks.
///
/// The reader notes the first and goes on, as the service reports wrong types anywhere in a request before these. Where
/// the request has ``RequestNotes``, the service's other checks that come before these are made first, too.
enum ValueFault: Equatable, Sendable {
    case number(NumberError)
    case noType
    case severalTypes
    case nullIsFalse
    case nestedTooDeep
    /// A required member that is not there, by its path as the service writes it.
    case missing(at: String)
    /// A fault with the words that belong to its place.
    case described(String)

    /// The words of the service.
    var message: String {
        switch self {
        case .number(let error): error.message
        case .noType: "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        case .severalTypes:
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
        case .nullIsFalse:
            "One or more parameter values were invalid: Null attribute value types must have the value of true"
        case .nestedTooDeep:
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
        case .missing(let path):
            "1 validation error detected: Value null at '\(path)' failed to satisfy constraint: Member must not be null"
        case .described(let message): message
        }
    }
}

extension ValueFault {
    /// The fault of something that lies at a path of the request.
    func below(_ path: String) -> Self {
        if case .missing(let member) = self { .missing(at: "\(path).\(member)") } else { self }
    }
}

extension String {
    /// The text with its first letter in lower case, as the service writes the members in its errors.
    var firstLowercased: String { self.prefix(1).lowercased() + self.dropFirst() }
}
