// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A text with places for attributes, such as `USER#{id}`: how a key attribute is made of a model's attributes.
///
/// A template can be read back in one way only: no input may contain the text that follows it, or end so that this text
/// seems to begin earlier, and there is some text between two inputs. Two different models can so never get one key.
struct KeyTemplate: Hashable, Sendable {
    /// A place for an attribute.
    struct Input: Hashable, Sendable {
        /// The attribute, at the top or inside a map.
        var path: DocumentPath
        /// How it is written in the template.
        var name: String
        /// How many digits an integer is filled up to with zeros, so that texts sort as numbers do.
        var width: Int?
    }

    enum Segment: Hashable, Sendable {
        case text(String)
        case input(Input)
    }

    /// The template as it was written.
    let source: String
    let segments: [Segment]

    var inputs: [Input] {
        self.segments.compactMap { if case .input(let input) = $0 { input } else { nil } }
    }

    /// The text before the first input.
    var prefix: String {
        if case .text(let text)? = self.segments.first { text } else { "" }
    }

    /// Whether a text that it makes is never the beginning of another one.
    var hasDefiniteEnd: Bool {
        guard case .input(let input)? = self.segments.last else { return true }
        return input.width != nil
    }

    /// What stands right behind this template in a longer one that begins as it does, whatever the inputs are called; `nil` if
    /// the other does not.
    func continuation(in other: KeyTemplate) -> String? {
        guard other.segments.count > self.segments.count,
            zip(self.segments, other.segments).allSatisfy({ own, their in
                switch (own, their) {
                case (.text(let own), .text(let their)): own.hasSameBytes(as: their)
                case (.input(let own), .input(let their)): own.width == their.width
                default: false
                }
            }), case .text(let text) = other.segments[self.segments.count]
        else { return nil }
        return text
    }

    /// What could be made of the inputs.
    enum Filled: Equatable {
        case whole(String)
        /// The text up to the first input that there is no value for.
        case partial(String, missing: String)
    }

    /// Reads a template.
    init(_ source: String) throws(DynamoDBError) {
        var segments: [Segment] = []
        var text = ""
        var rest = source[...]
        while let character = rest.first {
            rest = rest.dropFirst()
            guard character == "{" else {
                guard character != "}" else { throw Self.malformed(source, "a } stands alone") }
                text.append(character)
                continue
            }
            guard let end = rest.firstIndex(of: "}") else { throw Self.malformed(source, "a } is missing") }
            if !text.isEmpty {
                segments.append(.text(text))
                text = ""
            } else if case .input? = segments.last {
                throw Self.malformed(source, "between two inputs has to be some text that tells them apart")
            }
            segments.append(.input(try Self.input(rest[..<end], of: source)))
            rest = rest[end...].dropFirst()
        }
        if !text.isEmpty { segments.append(.text(text)) }
        guard !segments.isEmpty else { throw Self.malformed(source, "it is empty") }
        self.source = source
        self.segments = segments
    }

    /// Reads `name`, `map.name` or `number:08`.
    private static func input(_ text: Substring, of source: String) throws(DynamoDBError) -> Input {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2 else { throw Self.malformed(source, "an input has two colons") }
        var width: Int?
        if parts.count == 2 {
            guard let digits = Int(parts[1]), parts[1].first == "0", 1...38 ~= digits else {
                throw Self.malformed(source, "behind the colon stands a width such as 08")
            }
            width = digits
        }
        let path: DocumentPath
        do {
            path = try DocumentPath(parsing: String(name))
        } catch {
            throw Self.malformed(source, error.words)
        }
        guard path.steps.allSatisfy({ if case .name = $0 { true } else { false } }) else {
            throw Self.malformed(source, "an element of a list is no input, as it moves when others go")
        }
        return Input(path: path, name: String(name), width: width)
    }

    private static func malformed(_ source: String, _ words: String) -> DynamoDBError {
        DynamoDBError(.validation, "The key template \"\(source)\" is malformed: \(words).")
    }

    /// Puts the values of the inputs in their places.
    ///
    /// - Parameter value: Gives the value of an input, or `nil` if there is none.
    func filled(_ value: (Input) throws(DynamoDBError) -> AttributeValue?) throws(DynamoDBError) -> Filled {
        var text = ""
        for (position, segment) in self.segments.enumerated() {
            switch segment {
            case .text(let part): text += part
            case .input(let input):
                guard let value = try value(input), !value.isNull else { return .partial(text, missing: input.name) }
                let part = try self.text(of: value, for: input)
                // The first place where the following text stands must be behind the input, and it can begin in the input:
                // "x#" and "##" make "x###", which could be "x" and "###" as well.
                if position + 1 < self.segments.count, case .text(let next) = self.segments[position + 1],
                    ByteSearch.contains((part + next).utf8.dropLast(), next.utf8)
                {
                    throw DynamoDBError(
                        .validation,
                        "\(input.name) contains \"\(next)\", or ends as it begins; that ends it in the key template \"\(self.source)\"."
                    )
                }
                text += part
            }
        }
        return .whole(text)
    }

    /// The text of one input.
    func text(of value: AttributeValue, for input: Input) throws(DynamoDBError) -> String {
        switch value {
        case .string(let text) where input.width == nil: return text
        case .number(let number):
            guard let width = input.width else { return number.description }
            let digits = number.description
            guard !number.isNegative, number.exponent >= 0, digits.utf8.count <= width else {
                throw DynamoDBError(
                    .validation,
                    "\(input.name) has to be an integer from 0 of at most \(width) digits in the key template "
                        + "\"\(self.source)\".")
            }
            return String(repeating: "0", count: width - digits.utf8.count) + digits
        default:
            let kinds = input.width == nil ? "a string or a number" : "a number"
            throw DynamoDBError(
                .validation,
                "\(input.name) is of type \(value.kind.rawValue), and the key template \"\(self.source)\" needs \(kinds)."
            )
        }
    }

    /// Whether a text can have been made by this template.
    func matches(_ text: String) -> Bool {
        var rest = text.utf8[...]
        for (position, segment) in self.segments.enumerated() {
            switch segment {
            case .text(let part):
                guard rest.starts(with: part.utf8) else { return false }
                rest = rest.dropFirst(part.utf8.count)
            case .input(let input):
                if let width = input.width {
                    guard rest.prefix(width).count == width, rest.prefix(width).allSatisfy({ 48...57 ~= $0 }) else {
                        return false
                    }
                    rest = rest.dropFirst(width)
                    continue
                }
                guard position + 1 < self.segments.count, case .text(let next) = self.segments[position + 1] else {
                    return true
                }
                // The input ends where the text behind it begins.
                while !rest.starts(with: next.utf8) {
                    guard !rest.isEmpty else { return false }
                    rest = rest.dropFirst()
                }
            }
        }
        return rest.isEmpty
    }
}
