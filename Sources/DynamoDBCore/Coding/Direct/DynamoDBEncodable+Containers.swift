// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Optional: DynamoDBEncodable where Wrapped: DynamoDBEncodable {
    /// The value, or what is stored for `nil`.
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        switch self {
        case .none: return form.valueOfNil
        case .some(let value):
            guard !value.isNil else { throw StoredValues.Misfit() }
            return try value.stored(in: form)
        }
    }

    /// Whether this is `nil`.
    @inlinable
    public var isNil: Bool { if case .none = self { true } else { false } }
}

extension Array: DynamoDBEncodable where Element: DynamoDBEncodable {
    /// A list (L).
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        .list(try form.list(of: self))
    }
}

extension Set: DynamoDBEncodable where Element: DynamoDBEncodable {
    /// A set (SS, NS, BS), or a list (L) of what can be no member of one; nothing if it is empty.
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try form.set(of: try form.list(of: self))
    }
}

extension Dictionary: DynamoDBEncodable where Key == String, Value: DynamoDBEncodable {
    /// A map (M).
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        var map = try form.map(of: self.count)
        for (name, value) in self {
            form.note(name)
            // An entry cannot be left out: its name would be lost.
            try form.add(try value.stored(in: form) ?? (value.isNil ? .null : .list([])), named: name, to: &map)
        }
        return form.value(of: map)
    }
}

extension DynamoDBEncodable where Self: RawRepresentable, RawValue: DynamoDBRawValue {
    /// What is stored for the raw value.
    @inlinable
    public func stored(in form: StorageForm) throws(StoredValues.Misfit) -> AttributeValue? {
        try self.rawValue.stored(in: form)
    }
}
