// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How names and values are written in the text of an expression.
protocol ExpressionNotation {
    mutating func append(name: String, to text: inout String)
    mutating func append(value: AttributeValue, to text: inout String)
}
