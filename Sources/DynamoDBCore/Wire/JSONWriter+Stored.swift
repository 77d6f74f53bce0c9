// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Values of which a storage has the bytes, as the same JSON as that of ``AttributeValue`` and ``Item`` (benchmarks
// `query-100-json` and `get-json` of EngineBenchmark).

extension JSONWriter {
    package mutating func beginItem() { self.begin("{") }
    package mutating func endItem() { self.end("}") }

    /// Writes the name of the next attribute.
    ///
    /// - Returns: `false` if the bytes are no UTF-8; what is written then is not to be used.
    package mutating func attributeName(_ name: UnsafeRawBufferPointer) -> Bool {
        self.checkedName(name)
    }

    /// Writes a string.
    ///
    /// - Returns: `false` if the bytes are no UTF-8; what is written then is not to be used.
    package mutating func stringValue(_ text: UnsafeRawBufferPointer) -> Bool {
        self.checkedText(#"{"S":""#, text, #""}"#)
    }

    package mutating func numberValue(_ number: DynamoDBNumber) { self.number(#"{"N":""#, number, #""}"#) }

    package mutating func binaryValue(_ bytes: UnsafeRawBufferPointer) { self.blob(#"{"B":""#, bytes, #""}"#) }

    package mutating func boolValue(_ flag: Bool) {
        if flag { self.word(#"{"BOOL":true}"#) } else { self.word(#"{"BOOL":false}"#) }
    }

    package mutating func nullValue() { self.word(#"{"NULL":true}"#) }

    package mutating func beginMap() { self.begin(#"{"M":{"#) }
    package mutating func endMap() { self.end("}}") }

    package mutating func beginList() { self.begin(#"{"L":["#) }
    package mutating func beginStringSet() { self.begin(#"{"SS":["#) }
    package mutating func beginNumberSet() { self.begin(#"{"NS":["#) }
    package mutating func beginBinarySet() { self.begin(#"{"BS":["#) }
    /// Ends a list or set.
    package mutating func endList() { self.end("]}") }

    /// Writes a string of a set.
    ///
    /// - Returns: `false` if the bytes are no UTF-8; what is written then is not to be used.
    package mutating func stringMember(_ text: UnsafeRawBufferPointer) -> Bool {
        self.checkedText("\"", text, "\"")
    }

    package mutating func numberMember(_ number: DynamoDBNumber) { self.number("\"", number, "\"") }

    package mutating func binaryMember(_ bytes: UnsafeRawBufferPointer) { self.blob("\"", bytes, "\"") }
}
