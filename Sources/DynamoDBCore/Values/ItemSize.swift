// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// The size DynamoDB counts for the item, in bytes: names and values. An item may have 409,600 at most.
    ///
    /// ```swift
    /// let item: Item = ["shirt-color": "R", "shirt-size": "M"]
    /// item.size  // 23
    /// ```
    ///
    /// Source: DynamoDB developer guide, "DynamoDB item sizes and formats", and measurements on the service for numbers.
    public var size: Int {
        self.entries.reduce(0) { $0 + $1.name.utf8.count + $1.value.size }
    }
}

extension AttributeValue {
    /// The size DynamoDB counts for the value, in bytes.
    ///
    /// Source: see ``Item/size``.
    public var size: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .number(let number): number.size
        case .binary(let data): data.count
        case .bool, .null: 1
        case .list(let values): values.reduce(3) { $0 + 1 + $1.size }
        case .map(let map): map.entries.reduce(3) { $0 + 1 + $1.name.utf8.count + $1.value.size }
        case .stringSet(let members): members.reduce(0) { $0 + $1.utf8.count }
        case .numberSet(let members): members.reduce(0) { $0 + $1.size }
        case .binarySet(let members): members.reduce(0) { $0 + $1.count }
        }
    }
}

extension DynamoDBNumber {
    /// The size DynamoDB counts for the number, in bytes: a byte for every two digits on each side of the point, one
    /// more, and one for a minus sign. Zeros at either end are free.
    public var size: Int {
        guard !self.isZero else { return 1 }
        let digits = self.significantDigits
        let power = Int(self.exponent)
        let integerDigits: Int
        let fractionDigits: Int
        if power >= 0 {
            // Zeros at the end of an integer are free.
            (integerDigits, fractionDigits) = (digits, 0)
        } else if digits > -power {
            (integerDigits, fractionDigits) = (digits + power, -power)
        } else {
            // Zeros at the start of a pure fraction are free.
            (integerDigits, fractionDigits) = (0, digits)
        }
        return 1 + (integerDigits + 1) / 2 + (fractionDigits + 1) / 2 + (self.isNegative ? 1 : 0)
    }
}
