// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads JSON from bytes, in one pass and strictly: no input makes it trap, recurse without bound, or accept what is no
/// JSON.
///
/// A message is read member by member; what it does not know it skips:
///
/// ```swift
/// var members = try reader.object(.structure("Capacity"))
/// while let name = try reader.next(in: &members) {
///     switch name {
///     case "CapacityUnits": units = try reader.optional()
///     default: try reader.skip()
///     }
/// }
/// ```
///
/// Of several members with one name the last counts.
package struct JSONReader: ~Copyable {
    /// How deep objects and arrays of a message may lie in one another. The deepest item that DynamoDB stores, in the
    /// deepest request, has about 70 levels.
    package static let maximumDepth = 200
    /// From which depth on values are passed over, and noted as nested too deep: only values have no end of their own,
    /// and a value that is not as deep has room for everything else it may be.
    private static let deepestValue = 180

    let bytes: UnsafeRawBufferPointer
    /// Never beyond the count of `bytes`.
    var offset = 0
    private var depth = 0
    /// The first rule of values that is broken.
    private(set) var valueFault: ValueFault?
    /// How many attributes the last item had: the next one of a page likely has as many.
    var expectedAttributes = 8

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Reads a whole message, which is an object.
    package static func decode<Message: JSONReadable>(
        _ type: Message.Type = Message.self, from bytes: [UInt8]
    ) throws(WireError) -> Message {
        try bytes.withUnsafeBufferPointer { buffer throws(WireError) in
            var reader = JSONReader(UnsafeRawBufferPointer(buffer))
            guard try reader.token() == UInt8(ascii: "{") else { throw reader.malformed(.notAnObject) }
            let message: Message
            do throws(WireError) {
                message = try Message(from: &reader)
            } catch {
                // A missing member is found at the end of the object; bytes that are no JSON come before it.
                if case .invalidValue = error { try reader.finish() }
                throw error
            }
            try reader.finish()
            if let fault = reader.valueFault { throw .invalidValue(fault.message) }
            return message
        }
    }

    /// Whether the bytes are JSON: one value of whatever kind, which does not lie too deep.
    package static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(UnsafeRawBufferPointer(buffer))
            do throws(WireError) {
                try reader.skip()
                try reader.finish()
                return true
            } catch {
                return false
            }
        }
    }

    /// Checks that nothing but white space is left.
    private mutating func finish() throws(WireError) {
        self.skipWhitespace()
        guard self.offset == self.bytes.count else { throw self.malformed(.trailingBytes) }
    }

    // MARK: Objects and arrays

    /// Where a reader is in an object.
    package struct Members {
        var isFirst = true
    }

    /// Where a reader is in an array.
    package struct Elements {
        fileprivate var isFirst = true
    }

    /// Goes into an object.
    mutating func object(_ shape: JSONShape) throws(WireError) -> Members {
        guard try self.token() == UInt8(ascii: "{") else { throw self.wrongShape(wanting: shape) }
        try self.enter()
        return Members()
    }

    /// Goes to the next member, whose value then has to be read or skipped; `nil` behind the last.
    ///
    /// The name is checked: it is UTF-8 and its escapes are good.
    mutating func next(in members: inout Members) throws(WireError) -> JSONText? {
        var byte = try self.token()
        if byte == UInt8(ascii: "}") {
            self.leave()
            return nil
        }
        if !members.isFirst {
            guard byte == UInt8(ascii: ",") else { throw self.malformed(.unexpectedByte) }
            self.offset += 1
            byte = try self.token()
        }
        members.isFirst = false
        guard byte == UInt8(ascii: "\"") else { throw self.malformed(.unexpectedByte) }
        let name = try self.text()
        try self.check(name)
        guard try self.token() == UInt8(ascii: ":") else { throw self.malformed(.unexpectedByte) }
        self.offset += 1
        return name
    }

    /// Goes into an array.
    mutating func array(_ shape: JSONShape = .list) throws(WireError) -> Elements {
        guard try self.token() == UInt8(ascii: "[") else { throw self.wrongShape(wanting: shape) }
        try self.enter()
        return Elements()
    }

    /// Goes to the next element, which then has to be read or skipped; `false` behind the last.
    mutating func hasNext(in elements: inout Elements) throws(WireError) -> Bool {
        let byte = try self.token()
        if byte == UInt8(ascii: "]") {
            // "[1,]" does not get here: a comma leads to a value.
            self.leave()
            return false
        }
        if !elements.isFirst {
            guard byte == UInt8(ascii: ",") else { throw self.malformed(.unexpectedByte) }
            self.offset += 1
        }
        elements.isFirst = false
        return true
    }

    mutating func enter() throws(WireError) {
        guard self.depth < Self.maximumDepth else { throw self.malformed(.tooDeep) }
        self.depth += 1
        self.offset += 1
    }

    mutating func leave() {
        self.depth -= 1
        self.offset += 1
    }

    // MARK: Null, and what is not wanted

    /// The next value, or `nil` if it is null.
    mutating func optional<Value: JSONReadable>(_ type: Value.Type = Value.self) throws(WireError) -> Value? {
        try self.skipNull() ? nil : try Value(from: &self)
    }

    /// Whether the next value is null, which is then passed.
    mutating func skipNull() throws(WireError) -> Bool {
        guard try self.token() == UInt8(ascii: "n") else { return false }
        try self.literal("null")
        return true
    }

    /// Whether a value that begins here is nested so deep that it is not read.
    var isTooDeepForValue: Bool { self.depth >= Self.deepestValue }

    /// Passes the next value, whatever it is and however deep; takes no more of the stack for it.
    mutating func skip() throws(WireError) {
        /// For each open object or array, whether it is an object.
        var open: [Bool] = []
        while true {
            switch try self.token() {
            case UInt8(ascii: "{"):
                self.offset += 1
                if try self.token() == UInt8(ascii: "}") {
                    self.offset += 1
                } else {
                    try self.skipName()
                    open.append(true)
                    continue
                }
            case UInt8(ascii: "["):
                self.offset += 1
                if try self.token() == UInt8(ascii: "]") {
                    self.offset += 1
                } else {
                    open.append(false)
                    continue
                }
            case UInt8(ascii: "\""):
                let text = try self.text()
                try self.check(text)
            case UInt8(ascii: "t"): try self.literal("true")
            case UInt8(ascii: "f"): try self.literal("false")
            case UInt8(ascii: "n"): try self.literal("null")
            default: _ = try self.number()
            }
            guard try self.goesOn(in: &open) else { return }
        }
    }

    /// Goes from the end of a value to the next one in the open objects and arrays; `false` if all are closed.
    private mutating func goesOn(in open: inout [Bool]) throws(WireError) -> Bool {
        while let isObject = open.last {
            switch try self.token() {
            case UInt8(ascii: ","):
                self.offset += 1
                if isObject { try self.skipName() }
                return true
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                self.offset += 1
                open.removeLast()
            default: throw self.malformed(.unexpectedByte)
            }
        }
        return false
    }

    /// Passes the name of a member and the colon behind it.
    private mutating func skipName() throws(WireError) {
        guard try self.token() == UInt8(ascii: "\"") else { throw self.malformed(.unexpectedByte) }
        let name = try self.text()
        try self.check(name)
        guard try self.token() == UInt8(ascii: ":") else { throw self.malformed(.unexpectedByte) }
        self.offset += 1
    }

    // MARK: Faults

    /// Notes that a value breaks a rule. Reading goes on, and ``decode(_:from:)`` throws the first fault at the end,
    /// unless it is taken by ``withOwnFault(_:)``.
    mutating func note(_ fault: ValueFault) {
        if self.valueFault == nil { self.valueFault = fault }
    }

    /// Reads something, and tells which rule of values it breaks first instead of noting that.
    mutating func withOwnFault<Value>(
        _ read: (inout Self) throws(WireError) -> Value
    ) throws(WireError) -> (value: Value, fault: ValueFault?) {
        let outer = self.valueFault
        self.valueFault = nil
        let value = try read(&self)
        let fault = self.valueFault
        self.valueFault = outer
        return (value, fault)
    }

    /// Gives the first fault the words of its place.
    mutating func describeFault(_ words: (ValueFault) -> ValueFault) {
        self.valueFault = self.valueFault.map(words)
    }

    func malformed(_ problem: JSONProblem) -> WireError {
        .malformed(self.offset == self.bytes.count ? .unexpectedEnd : problem, offset: self.offset)
    }

    /// The error for the next value, which is not of the wanted shape. It is read, as what is no JSON is told first.
    mutating func wrongShape(wanting shape: JSONShape) -> WireError {
        let start = self.offset
        do throws(WireError) {
            let kind = try self.kind()
            return .wrongShape(shape.message(found: kind), offset: start)
        } catch {
            return error
        }
    }

    private mutating func kind() throws(WireError) -> JSONKind {
        switch try self.token() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"):
            try self.literal("true")
            return .true
        case UInt8(ascii: "f"):
            try self.literal("false")
            return .false
        case UInt8(ascii: "n"):
            try self.literal("null")
            return .null
        default: return try self.number().isInteger ? .integer : .decimal
        }
    }

    // MARK: Bytes

    /// The next byte behind white space; it is not passed.
    @inline(__always)
    mutating func token() throws(WireError) -> UInt8 {
        if self.offset < self.bytes.count, self.bytes[self.offset] > 0x20 { return self.bytes[self.offset] }
        return try self.tokenBehindWhitespace()
    }

    private mutating func tokenBehindWhitespace() throws(WireError) -> UInt8 {
        self.skipWhitespace()
        guard self.offset < self.bytes.count else { throw self.malformed(.unexpectedEnd) }
        return self.bytes[self.offset]
    }

    private mutating func skipWhitespace() {
        while self.offset < self.bytes.count {
            switch self.bytes[self.offset] {
            case 0x20, 0x09, 0x0A, 0x0D: self.offset += 1
            default: return
            }
        }
    }

    /// Passes a word.
    mutating func literal(_ word: StaticString) throws(WireError) {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        for byte in expected {
            guard self.offset < self.bytes.count, self.bytes[self.offset] == byte else {
                throw self.malformed(.unexpectedByte)
            }
            self.offset += 1
        }
    }
}
