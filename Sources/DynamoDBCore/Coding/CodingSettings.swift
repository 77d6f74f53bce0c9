// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What an encoder and a decoder agree on.
struct CodingSettings: Sendable {
    var dates: DateStrategy = .iso8601
    var nils: NilStrategy = .omitted
    private var rare: Rare?
    /// Whether what is left out is NULL, to learn the names of what a model can have and this one has not.
    var marksAbsent = false

    /// More levels of containers than DynamoDB stores (32), so that the database is the one that counts.
    static let maximumDepth = 48
    /// How deep types may call each other, containers or not; small enough for the stack of any task.
    static let maximumCalls = 96

    /// What few programs set, in an object: a copy of the settings copies no dictionary, for which a first call would have to
    /// make the metadata. (StartBenchmark)
    private final class Rare: Sendable {
        let userInfo: [CodingUserInfoKey: any Sendable]
        let attributeDates: [String: DateStrategy]

        init(_ userInfo: [CodingUserInfoKey: any Sendable], _ attributeDates: [String: DateStrategy]) {
            self.userInfo = userInfo
            self.attributeDates = attributeDates
        }
    }

    private mutating func set(_ userInfo: [CodingUserInfoKey: any Sendable], _ attributeDates: [String: DateStrategy]) {
        self.rare = userInfo.isEmpty && attributeDates.isEmpty ? nil : Rare(userInfo, attributeDates)
    }

    var userInfo: [CodingUserInfoKey: any Sendable] {
        get { self.rare?.userInfo ?? Dictionary() }
        set { self.set(newValue, self.attributeDates) }
    }

    /// The form of dates in top-level attributes that have one of their own, however deep.
    var attributeDates: [String: DateStrategy] {
        get { self.rare?.attributeDates ?? Dictionary() }
        set { self.set(self.userInfo, newValue) }
    }

    var hasAttributeDates: Bool { self.rare.map { !$0.attributeDates.isEmpty } ?? false }

    /// The form of a date in a top-level attribute.
    func dates(inAttribute name: String) -> DateStrategy {
        self.hasAttributeDates ? self.attributeDates[name] ?? self.dates : self.dates
    }
}

/// What all coders of one value share.
final class CodingContext: Sendable {
    let settings: CodingSettings

    init(_ settings: CodingSettings) {
        self.settings = settings
    }
}

/// A step of a coding path.
enum CodingStep {
    case key(any CodingKey)
    case index(Int)
    /// What is called `super`.
    case superclass
    /// No step: a value inside a value at the same place.
    case none

    /// The key that `codingPath` shows.
    var codingKey: (any CodingKey)? {
        switch self {
        case .key(let key): key
        case .index(let index): AnyCodingKey(index: index)
        case .superclass: AnyCodingKey.superclass
        case .none: nil
        }
    }
}

/// A key that no type declares.
struct AnyCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        self.intValue = nil
    }

    init(intValue: Int) {
        self.stringValue = String(intValue)
        self.intValue = intValue
    }

    init(index: Int) {
        self.init(intValue: index)
    }

    static let superclass = AnyCodingKey(stringValue: "super")
}

/// Writes coding paths as one writes attributes: `address.lines[0]`.
enum CodingPathText {
    static func text(_ path: [any CodingKey]) -> String {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                if !text.isEmpty { text += "." }
                text += key.stringValue
            }
        }
        return text
    }

    /// `address.city: ` in front of words, or nothing at the top.
    static func prefix(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : "\(self.text(path)): "
    }
}
