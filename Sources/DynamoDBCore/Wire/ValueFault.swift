// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A rule of attribute values that a readable message breaks.
///
/// The reader notes the first and goes on, as the service reports wrong types anywhere in a request before these.
enum ValueFault: Equatable, Sendable {
    case number(NumberError)
    case noType
    case severalTypes
    case nullIsFalse
    /// A member of the time before expressions, which this library does not carry out. Passing over it could lose a
    /// condition.
    case legacyMember(String, insteadUse: String)
    /// A write of a batch without its item or key.
    case missingInBatch(request: String, member: String)
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
        case .legacyMember(let member, let expression):
            "The legacy parameter \(member) is not supported; use \(expression)"
        case .missingInBatch(let request, let member):
            "1 validation error detected: Value null at 'requestItems.member.\(request.firstLowercased).\(member.firstLowercased)' failed to satisfy constraint: Member must not be null"
        case .described(let message): message
        }
    }
}

extension String {
    /// The text with its first letter in lower case, as the service writes the members in its errors.
    var firstLowercased: String { self.prefix(1).lowercased() + self.dropFirst() }
}
