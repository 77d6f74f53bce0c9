// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is stored at one place: a value in memory, or one that stands encoded in the bytes of an answer.
///
/// Decoding is about these, so that its rules are the same for both.
enum StoredValue {
    case value(AttributeValue)
    case encoded(EncodedValue)

    /// The text of a string; `nil` for every other type. So are the next ones.
    var text: String? {
        switch self {
        case .value(.string(let text)): text
        case .encoded(let value): value.page.text(at: value.index)
        default: nil
        }
    }

    var number: DynamoDBNumber? {
        switch self {
        case .value(.number(let number)): number
        case .encoded(let value): value.page.number(at: value.index)
        default: nil
        }
    }

    var flag: Bool? {
        switch self {
        case .value(.bool(let flag)): flag
        case .encoded(let value): value.page.flag(at: value.index)
        default: nil
        }
    }

    var isNull: Bool {
        switch self {
        case .value(let value): value.isNull
        case .encoded(let value): value.kind == .null
        }
    }

    var kind: AttributeValue.Kind {
        switch self {
        case .value(let value): value.kind
        case .encoded(let value): value.kind
        }
    }

    /// The whole value, made of the bytes if it stands there.
    var attributeValue: AttributeValue {
        switch self {
        case .value(let value): value
        case .encoded(let value): value.attributeValue
        }
    }

    // MARK: What can be read one after the other

    /// How many elements a list has, or members a set; `nil` for every other type.
    var elementCount: Int? {
        switch self {
        case .value(.list(let values)): values.count
        case .value(.stringSet(let members)): members.count
        case .value(.numberSet(let members)): members.count
        case .value(.binarySet(let members)): members.count
        case .encoded(let value): value.elementCount
        default: nil
        }
    }

    /// Where the first element is, for ``element(_:at:)``.
    var firstPlace: Int {
        if case .encoded(let value) = self { value.firstPlace } else { 0 }
    }

    /// Where the element behind another one is.
    func place(behind place: Int) -> Int {
        if case .encoded(let value) = self { value.place(behind: place) } else { 0 }
    }

    /// An element of a list, or a member of a set; `nil` beyond the end.
    ///
    /// - Parameters:
    ///   - index: Its number from 0.
    ///   - place: Where it is.
    func element(_ index: Int, at place: Int) -> StoredValue? {
        guard index < self.elementCount ?? 0 else { return nil }
        return switch self {
        case .value(.list(let values)): .value(values[index])
        case .value(.stringSet(let members)): .value(.string(members[index]))
        case .value(.numberSet(let members)): .value(.number(members[index]))
        case .value(.binarySet(let members)): .value(.binary(members[index]))
        case .encoded(let value): value.element(at: place).map { .encoded($0) }
        default: nil
        }
    }

    // MARK: Maps

    /// The same, as it can be searched: what is not made for that becomes an item.
    var searchable: StoredValue {
        if case .encoded(let value) = self, value.isIrregular { .value(.map(value.item)) } else { self }
    }

    /// The value of a name in a map; `nil` if there is none, and for every other type.
    ///
    /// - Precondition: It is ``searchable``.
    func value(named name: String) -> StoredValue? {
        switch self {
        case .value(.map(let item)): item[name].map { .value($0) }
        case .encoded(let map): map.page.find(name, in: map.index, from: 0).map { .encoded(map.part($0)) }
        default: nil
        }
    }

    /// The names of a map, in the order of their bytes.
    var names: [String] {
        switch self {
        case .value(.map(let item)): item.names
        case .encoded(let map): map.names
        default: []
        }
    }
}
