// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Writes JSON into bytes: no white space, members in the order in which they are written.
///
/// ```swift
/// writer.beginObject()
/// writer.member("TableName", "Users")
/// writer.member("Limit", 10)
/// writer.endObject()
/// ```
package struct JSONWriter: Sendable {
    /// What is written so far.
    package internal(set) var bytes: [UInt8] = []
    /// Whether a comma has to stand before the next value or name.
    private var needsComma = false
    private var depth = 0
    /// Why the value cannot be sent, if so.
    private(set) var fault: DynamoDBError?

    package init() {}

    /// The bytes of a whole message.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a value nests far deeper than DynamoDB has
    ///   it, or a number of a table's description is not finite.
    package static func encode(_ message: some JSONWritable) throws(DynamoDBError) -> [UInt8] {
        var writer = Self()
        writer.bytes.reserveCapacity(512)
        message.encode(into: &writer)
        if let fault = writer.fault { throw fault }
        return writer.bytes
    }

    /// Notes why the message cannot be sent.
    mutating func note(_ error: DynamoDBError) {
        if self.fault == nil { self.fault = error }
    }

    // MARK: Objects and arrays

    mutating func beginObject() {
        self.separate()
        self.bytes.append(UInt8(ascii: "{"))
        self.needsComma = false
    }

    mutating func endObject() {
        self.bytes.append(UInt8(ascii: "}"))
        self.needsComma = true
    }

    mutating func beginArray() {
        self.separate()
        self.bytes.append(UInt8(ascii: "["))
        self.needsComma = false
    }

    mutating func endArray() {
        self.bytes.append(UInt8(ascii: "]"))
        self.needsComma = true
    }

    /// Writes the name of the next member, which needs no escapes.
    mutating func name(_ name: StaticString) {
        self.separate()
        self.bytes.append(UInt8(ascii: "\""))
        self.append(name)
        self.append("\":")
        self.needsComma = false
    }

    /// Writes the name of the next member.
    mutating func name(_ name: String) {
        self.string(name)
        self.bytes.append(UInt8(ascii: ":"))
        self.needsComma = false
    }

    /// Writes a member; none if there is no value.
    mutating func member(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        self.name(name)
        value.encode(into: &self)
    }

    /// Writes what lies one level deeper in a value, if that is not too deep.
    mutating func deeper(_ body: (inout Self) -> Void) {
        // A request adds about ten levels, and each level of a value two: a reader of ours takes what passes here.
        guard self.depth < 90 else {
            return self.note(
                DynamoDBError(
                    .validation,
                    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
                ))
        }
        self.depth += 1
        body(&self)
        self.depth -= 1
    }

    // MARK: Scalars

    mutating func bool(_ value: Bool) {
        self.separate()
        self.append(value ? "true" : "false")
        self.needsComma = true
    }

    /// Writes a JSON number, or any other text that is JSON already.
    mutating func verbatim(_ text: some Collection<UInt8>) {
        self.separate()
        self.bytes.append(contentsOf: text)
        self.needsComma = true
    }

    // MARK: Bytes

    private mutating func separate() {
        if self.needsComma { self.bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ text: StaticString) {
        self.bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Begins a string whose content is appended to ``bytes`` by the caller, which then calls ``endString()``.
    mutating func beginString() {
        self.separate()
        self.bytes.append(UInt8(ascii: "\""))
    }

    mutating func endString() {
        self.bytes.append(UInt8(ascii: "\""))
        self.needsComma = true
    }
}
