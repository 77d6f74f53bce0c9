// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The constraints of the service's model that a request breaks; they are reported together, in one error.
struct ConstraintViolations {
    private var messages: [String] = []
    /// What else is wrong; told if no constraint is broken.
    private var refusal: DynamoDBError?

    /// Notes a violation; `value` as the service prints it, quotes included.
    mutating func add(_ value: String, at path: String, _ constraint: String) {
        self.messages.append("Value \(value) at '\(path)' failed to satisfy constraint: \(constraint)")
    }

    /// Checks a choice against the names that the service knows, in the service's own order.
    mutating func check(_ choice: String?, at path: String, among names: @autoclosure () -> [String]) {
        guard let choice, case let names = names(), !names.contains(choice) else { return }
        self.add(
            "'\(choice)'", at: path, "Member must satisfy enum value set: [\(names.joined(separator: ", "))]")
    }

    mutating func check<Choice: RawRepresentable<String>>(
        _ choice: Choice?, at path: String, among names: @autoclosure () -> [String]
    ) {
        guard let choice else { return }
        self.check(choice.rawValue, at: path, among: names())
    }

    /// Checks that a required member is there.
    mutating func require(_ member: String, in notes: RequestNotes) {
        guard notes.missing.contains(member) else { return }
        self.add("null", at: member, "Member must not be null")
    }

    mutating func check(_ choice: ReturnValues?) {
        self.check(
            choice, at: "returnValues", among: ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"])
    }

    mutating func check(_ choice: ReturnValuesOnConditionCheckFailure?) {
        self.check(choice, at: "returnValuesOnConditionCheckFailure", among: ["ALL_OLD", "NONE"])
    }

    mutating func check(_ choice: ReturnConsumedCapacity?) {
        self.check(choice, at: "returnConsumedCapacity", among: ["INDEXES", "TOTAL", "NONE"])
    }

    mutating func check(_ choice: ReturnItemCollectionMetrics?) {
        self.check(choice, at: "returnItemCollectionMetrics", among: ["SIZE", "NONE"])
    }

    mutating func check(_ choice: Select?) {
        self.check(
            choice, at: "select",
            among: ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"])
    }

    /// Checks a name of 3 to 255 characters, or of `minimum` to 255.
    mutating func checkName(_ name: String, at path: String, minimum: Int = 3) {
        self.checkLength(name, at: path, from: minimum, to: 255)
        if !name.isEmpty, !name.utf8.allSatisfy(Self.isNameByte) {
            self.add("'\(name)'", at: path, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Notes an error that is thrown if no constraint is broken; the first one stands.
    mutating func refuse(_ error: DynamoDBError) {
        self.refusal = self.refusal ?? error
    }

    /// Throws what was noted, ten violations at most.
    func throwIfAny() throws(DynamoDBError) {
        guard !self.messages.isEmpty else {
            if let refusal { throw refusal }
            return
        }
        let count = min(self.messages.count, 10)
        throw .validation(
            "\(count) validation error\(count == 1 ? "" : "s") detected: \(self.messages.prefix(10).joined(separator: "; "))"
        )
    }
}
