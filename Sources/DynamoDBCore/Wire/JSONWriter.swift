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

    /// - Parameter capacity: About how many bytes the message has.
    init(capacity: Int) {
        self.output = ByteOutput(capacity: capacity)
    }

    /// The bytes of a whole message.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a value nests far deeper than DynamoDB has
    ///   it, or a number of a table's description is not finite.
    package static func encode(_ message: some JSONWritable) throws(DynamoDBError) -> [UInt8] {
        var writer = Self(capacity: 1024)
        message.encode(into: &writer)
        return try writer.finish()
    }

    /// The bytes of what is written.
    ///
    /// - Throws: Why it cannot be sent.
    func finish() throws(DynamoDBError) -> [UInt8] {
        if let fault { throw fault }
        return self.output.bytes
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
        self.write("\"", atMost: name.utf8CodeUnitCount + 2) { place in
            place.put(name)
            place.put("\":")
        }
        self.needsComma = false
    }

    /// Writes the name of the next member.
    mutating func name(_ name: String) {
        self.text("\"", name, "\":")
        self.needsComma = false
    }

    /// Writes the name of the next member, of bytes that should be UTF-8.
    ///
    /// - Returns: `false` if they are not; what is written then is not to be used.
    @inline(__always)
    mutating func checkedName(_ name: UnsafeRawBufferPointer) -> Bool {
        defer { self.needsComma = false }
        return self.checkedText("\"", name, "\":")
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

    /// Writes the beginning of a value that has parts, such as `{"L":[`.
    mutating func begin(_ beginning: StaticString) {
        self.word(beginning)
        self.needsComma = false
    }

    /// Writes the end of a value that has parts, such as `]}`.
    mutating func end(_ end: StaticString) {
        self.output.append(end)
        self.needsComma = true
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
        if value { self.word("true") } else { self.word("false") }
    }

    /// Writes JSON that is always the same.
    @inline(__always)
    mutating func word(_ text: StaticString) {
        self.write(text, atMost: 0) { _ in }
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

    /// Writes a value with a beginning such as `{"N":"`, after a comma if one has to stand there: with one look for room
    /// (benchmark `batch25-item`).
    ///
    /// - Parameters:
    ///   - length: The most bytes that `rest` writes.
    ///   - rest: Writes what stands behind the beginning, and moves the place behind it.
    @inline(__always)
    mutating func write(
        _ beginning: StaticString, atMost length: Int, _ rest: (inout UnsafeMutableRawPointer) -> Void
    ) {
        let needsComma = self.needsComma
        self.output.write(atMost: length + beginning.utf8CodeUnitCount + 1) { place in
            if needsComma { place.put(UInt8(ascii: ",")) }
            place.put(beginning)
            rest(&place)
        }
        self.needsComma = true
    }
}
