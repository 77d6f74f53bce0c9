// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Conditions that are nested as deeply as the number of operators allows.
struct DeepConditionTests {
    /// Runs `body` on a thread with less than the half megabyte that threads have on Apple's systems.
    private func onSmallStack<Success: Sendable>(
        _ body: @escaping @Sendable () throws -> Success
    ) async throws -> Success {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result(catching: body)) }
            thread.stackSize = 384 * 1024
            thread.start()
        }
    }

    @Test(arguments: [
        ("NOT ", "", 299, false), ("NOT (#a = :v AND ", ")", 99, false), ("(#b = :v OR #a = :v AND ", ")", 74, true),
        ("(#b = :v OR ", ")", 149, true), ("(#a = :v AND ", ")", 149, true),
    ])
    func `nested conditions fit on a small stack`(
        opening: String, closing: String, depth: Int, isTrue: Bool
    ) async throws {
        let text = String(repeating: opening, count: depth) + "#a = :v" + String(repeating: closing, count: depth)
        let holds = try await self.onSmallStack {
            var attributes = try ExpressionAttributes(names: ["#a": "a", "#b": "b"], values: [":v": 1])
            let condition = try attributes.condition(text)
            #expect(condition.paths.count >= 1)
            return condition.holds(for: ["a": 1])
        }
        #expect(holds == isTrue)
    }
}
