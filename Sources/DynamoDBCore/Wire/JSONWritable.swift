// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What can be written as JSON.
package protocol JSONWritable {
    /// Writes the value.
    func encode(into writer: inout JSONWriter)
}

extension String: JSONWritable {
    package func encode(into writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONWritable {
    package func encode(into writer: inout JSONWriter) { writer.bool(self) }
}

extension Int: JSONWritable {
    package func encode(into writer: inout JSONWriter) { writer.verbatim(String(self).utf8) }
}

extension Double: JSONWritable {
    /// Writes the shortest text that gives the same number again. JSON has neither infinity nor NaN: they become null.
    package func encode(into writer: inout JSONWriter) {
        writer.verbatim(self.isFinite ? self.description.utf8 : "null".utf8)
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginArray()
        self.forEachInPlace { $0.encode(into: &writer) }
        writer.endArray()
    }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    /// Writes the members in the order of the bytes of their names, so that equal values have equal texts.
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in self.sorted(by: { String.isOrderedByBytes($0.key, $1.key) }) {
            writer.name(name)
            value.encode(into: &writer)
        }
        writer.endObject()
    }
}

extension JSONWritable where Self: RawRepresentable, RawValue == String {
    /// Writes the service's name of the choice.
    package func encode(into writer: inout JSONWriter) { writer.string(self.rawValue) }
}

extension ReturnValues: JSONWritable {}
extension ReturnValuesOnConditionCheckFailure: JSONWritable {}
extension ReturnConsumedCapacity: JSONWritable {}
extension ReturnItemCollectionMetrics: JSONWritable {}
extension Select: JSONWritable {}
