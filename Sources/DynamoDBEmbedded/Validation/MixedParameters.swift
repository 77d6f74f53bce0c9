// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension LegacyParameters {
    /// Checks that a request does not mix the parameters of the time before expressions with expressions, and has a
    /// ConditionalOperator only where there is something to join.
    ///
    /// - Parameters:
    ///   - names: The legacy parameters of the operation, and whether they are given.
    ///   - expressions: The expressions of the operation.
    func requireUnmixed(
        _ names: @autoclosure () -> KeyValuePairs<String, Bool>,
        with expressions: @autoclosure () -> KeyValuePairs<String, String?>
    ) throws(DynamoDBError) {
        guard !self.isEmpty else { return }
        try self.requireUnmixed(given: names(), with: expressions())
    }

    /// The same where it is others that are given, as in the parts of a batch.
    func requireUnmixed(
        given names: KeyValuePairs<String, Bool>, with expressions: KeyValuePairs<String, String?>
    ) throws(DynamoDBError) {
        let legacy = names.filter(\.value).map(\.key)
        guard !legacy.isEmpty else { return }
        let given = expressions.filter { $0.value != nil }.map(\.key)
        guard given.isEmpty else {
            throw .validation(
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {\(legacy.joined(separator: ", "))} Expression parameters: {\(given.joined(separator: ", "))}"
            )
        }
        guard self.conditionalOperator != nil else { return }
        switch (self.expected ?? self.filter ?? []).count {
        case 0: throw .validation("ConditionalOperator cannot be used without Filter or Expected")
        case 1:
            throw .validation("ConditionalOperator can only be used when Filter or Expected has two or more elements")
        default: return
        }
    }

    /// The same for a put or a delete.
    func requireUnmixed(withCondition expression: String?) throws(DynamoDBError) {
        try self.requireUnmixed(
            ["Expected": self.expected != nil, "ConditionalOperator": self.conditionalOperator != nil],
            with: ["ConditionExpression": expression])
    }
}
