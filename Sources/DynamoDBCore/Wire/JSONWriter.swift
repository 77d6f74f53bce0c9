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
package struct JSONWriter: ~Copyable {
    /// What is written so far.
    var output: ByteOutput
    /// Whether a comma has to stand before the next value or name.
    private var needsComma = false
    private var depth = 0
    /// Why the value cannot be sent, if so.
    private(set) var fault: DynamoDBError?

    private init(capacity: Int) {
        self.output = ByteOutput(capacity: capacity)
    }

    /// The bytes of a whole message.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a value nests far deeper than DynamoDB has
    ///   it, or a number of a table's description is not finite.
    package static func encode(_ message: some JSONWritable) throws(DynamoDBError) -> [UInt8] {
        var writer = Self(capacity: 1024)
        message.encode(into: &writer)
        if let fault = writer.fault { throw fault }
        return writer.output.bytes
    }

    /// Notes why the message cannot be sent.
    mutating func note(_ error: DynamoDBError) {
        if self.fault == nil { self.fault = error }
    }

    // MARK: Objects and arrays

    mutating func beginObject() {
        self.separate()
        self.output.append(UInt8(ascii: "{"))
        self.needsComma = false
    }

    mutating func endObject() {
        self.output.append(UInt8(ascii: "}"))
        self.needsComma = true
    }

    mutating func beginArray() {
        self.separate()
        self.output.append(UInt8(ascii: "["))
        self.needsComma = false
    }

    mutating func endArray() {
        self.output.append(UInt8(ascii: "]"))
        self.needsComma = true
    }

    /// Writes the name of the next member, which needs no escapes.
    mutating func name(_ name: StaticString) {
        self.separate()
        self.output.append(UInt8(ascii: "\""))
        self.output.append(name)
        self.output.append("\":")
        self.needsComma = false
    }

    /// Writes the name of the next member.
    mutating func name(_ name: String) {
        self.string(name)
        self.output.append(UInt8(ascii: ":"))
        self.needsComma = false
    }

    /// Writes a member; none if there is no value.
    mutating func member(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        self.name(name)
        value.encode(into: &self)
    }

    /// Writes an object with one member.
    ///
    /// - Parameter beginning: What stands before the value, such as `{"S":`.
    mutating func object(_ beginning: StaticString, _ value: some JSONWritable) {
        self.separate()
        self.output.append(beginning)
        self.needsComma = false
        value.encode(into: &self)
        self.endObject()
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
        self.output.append(value ? "true" : "false")
        self.needsComma = true
    }

    /// Writes a JSON number, or any other text that is JSON already.
    mutating func verbatim(_ text: some Collection<UInt8>) {
        self.separate()
        self.output.append(contentsOf: text)
        self.needsComma = true
    }

    // MARK: Bytes

    private mutating func separate() {
        if self.needsComma { self.output.append(UInt8(ascii: ",")) }
    }

    /// Begins a string whose content is appended to ``output`` by the caller, which then calls ``endString()``.
    mutating func beginString() {
        self.separate()
        self.output.append(UInt8(ascii: "\""))
    }

    mutating func endString() {
        self.output.append(UInt8(ascii: "\""))
        self.needsComma = true
    }
}
