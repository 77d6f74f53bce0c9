// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Messages as botocore's model of the service has them: what is not left out on purpose survives reading and writing.
struct BotocoreMessageTests {
    private struct Message: Codable {
        var operation: String
        var direction: String
        var body: String
        var copy: String?
        var error: String?
    }

    private struct Making: Encodable {
        var seed = 20_120_810
        var count = 25
        var operations = OperationName.allCases.map(\.rawValue)
    }

    @Test
    func `every message by botocore's model is read, and written with the same members`() async throws {
        var messages = try await PythonPeer.ask("botocore_messages.py", ["make": Making()], for: [Message].self)
        #expect(messages.count > 1000)
        for (position, message) in messages.enumerated() {
            let operation = try #require(OperationName(rawValue: message.operation))
            let coding = OperationCoding(of: operation)
            let recode = message.direction == "request" ? coding.recodeRequest : coding.recodeAnswer
            do {
                messages[position].copy = String(decoding: try recode(Array(message.body.utf8)), as: UTF8.self)
            } catch {
                messages[position].error = "\(error)"
            }
        }
        let problems = try await PythonPeer.ask("botocore_messages.py", ["compare": messages], for: [String].self)
        #expect(problems.isEmpty, "\(problems.prefix(40).joined(separator: "\n"))")
    }
}
