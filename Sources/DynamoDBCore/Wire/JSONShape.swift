// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a message wants at a place, for the error when something else is there.
enum JSONShape {
    case string
    case integer
    case double
    case boolean
    case blob
    case list
    /// A map whose values have this type of the service.
    case map(of: String)
    /// A structure that is a member of another.
    case structure(String)
    /// A structure that is an element of a list or map.
    case element(String)

    /// The words of the service for a found value of another shape.
    func message(found: JSONKind) -> String {
        switch (self, found) {
        case (.string, .integer), (.string, .decimal), (.string, .true), (.string, .false):
            "\(found.rawValue) cannot be converted to String"
        case (.integer, .string), (.integer, .integer), (.integer, .decimal), (.integer, .true), (.integer, .false):
            "\(found.rawValue) cannot be converted to Integer"
        case (.double, .string), (.double, .integer), (.double, .decimal), (.double, .true), (.double, .false):
            "\(found.rawValue) cannot be converted to Double"
        case (.boolean, .integer), (.boolean, .decimal): "\(found.rawValue) cannot be converted to Boolean"
        case (.boolean, .string): "Unexpected token received from parser"
        case (.blob, .integer), (.blob, .decimal), (.blob, .true), (.blob, .false):
            "only base-64-encoded strings are convertible to bytes"
        case (.string, .object), (.integer, .object), (.double, .object), (.boolean, .object), (.blob, .object),
            (.list, .object):
            "Start of structure or map found where not expected"
        case (.string, .array): "Unrecognized collection type class java.lang.String"
        case (.integer, .array): "Unrecognized collection type class java.lang.Integer"
        case (.double, .array): "Unrecognized collection type class java.lang.Double"
        case (.boolean, .array): "Unrecognized collection type class java.lang.Boolean"
        case (.blob, .array): "Unrecognized collection type class java.nio.ByteBuffer"
        case (.map(let type), .array): "Unrecognized collection type java.util.Map<java.lang.String, \(type)>"
        case (.structure(let type), .array), (.element(let type), .array):
            "Unrecognized collection type class \(type)"
        case (.element, _): "Unexpected value type in payload"
        default: "Unexpected field type"
        }
    }
}

/// What a JSON value is; the raw values are the service's names of its tokens.
enum JSONKind: String {
    case string = "STRING_VALUE"
    case integer = "NUMBER_VALUE"
    case decimal = "DECIMAL_VALUE"
    case `true` = "TRUE_VALUE"
    case `false` = "FALSE_VALUE"
    case null = "NULL_VALUE"
    case object = "START_OBJECT"
    case array = "START_ARRAY"
}
