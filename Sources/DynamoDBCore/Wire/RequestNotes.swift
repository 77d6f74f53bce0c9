// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a request in JSON says that the typed members of its input cannot say.
///
/// Only the readers of requests make notes, and only an engine reads them: it reports what is noted where the service
/// does, behind the checks that come before it. An input that a program makes has none.
package struct RequestNotes: Hashable, Sendable {
    /// The required members that are not there, as the service's errors write them: `tableName`.
    package private(set) var missing: [String] = []
    /// The first broken rule of values in a member, in the words of the service, by the member's name.
    private var faults: [String: String] = [:]
    /// The parameters of the time before expressions.
    package var legacy = LegacyParameters()

    package init() {}

    /// Whether something is noted that makes the request invalid.
    private var hasFaults: Bool { !self.missing.isEmpty || !self.faults.isEmpty }

    // MARK: Making notes

    /// Notes that a required member is not there.
    mutating func noteMissing(_ member: String) { self.missing.append(member) }

    /// Notes what is wrong with the values of a member; if it comes twice in the JSON, only the last one counts.
    mutating func note(_ fault: ValueFault?, in member: String) {
        if let fault {
            self.faults[member] = fault.message
        } else if !self.faults.isEmpty {
            self.faults[member] = nil
        }
    }

    // MARK: Reading notes

    /// Checks that the values of a member obey the rules that the reader checks.
    ///
    /// - Throws: A validation error in the words of the service.
    package func check(_ member: String) throws(DynamoDBError) {
        guard let message = self.faults[member] else { return }
        throw DynamoDBError(.validation, message)
    }

    /// Refuses to write an invalid request: what stands in its members is only a placeholder.
    func refuseFaults(_ writer: inout JSONWriter) {
        guard self.hasFaults else { return }
        let reasons = self.missing.map { "\($0) is missing" } + self.faults.keys.sorted().compactMap { self.faults[$0] }
        writer.note(DynamoDBError(.validation, reasons.joined(separator: "; ")))
    }
}

extension JSONReader {
    /// Reads a member whose values may break rules, and notes it if they do; `nil` if the next value is null.
    mutating func values<Value: JSONReadable>(
        of member: String, _ notes: inout RequestNotes, _ type: Value.Type = Value.self
    ) throws(WireError) -> Value? {
        try self.noting(member, &notes) { (reader) throws(WireError) in try reader.optional() }
    }

    /// Reads a member in a way of its own, and notes if its values break rules.
    mutating func noting<Value>(
        _ member: String, _ notes: inout RequestNotes, _ read: (inout Self) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        let (value, fault) = try self.withOwnFault(read)
        notes.note(fault, in: member)
        return value
    }
}
