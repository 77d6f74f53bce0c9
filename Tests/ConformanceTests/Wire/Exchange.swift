// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Foundation
import Testing

/// A request in JSON, and how the service answers it: a row of a file in `Data`.
///
/// A file has `exchanges`, and `fixtures` by name: requests that come before. A row has
/// - `what` it is about, if that is not plain;
/// - `given`: the requests that come before it, each `[operation, body]`, or the name of a fixture;
/// - `operation` with its `body`, or as `raw` text where the body is no JSON or its order matters;
/// - `answer`: the JSON of a success, or `error` with its `message`, which may only be the end of the text if `match`
///   says `suffix`, or a part of it if it says `contains`, and with the `members` that the error has besides;
/// - `notYet` as long as the engine lacks what is asked for.
///
/// `{"$repeat": ["a", 3]}` in a body stands for `"aaa"`.
struct Exchange: Sendable, CustomTestStringConvertible {
    /// What the service answers.
    enum Answer: Sendable {
        case success(String)
        case failure(name: String, message: String?, match: String, members: String)
    }

    let testDescription: String
    let operation: String
    let given: [RequestRouter.Request]
    let request: RequestRouter.Request
    let answer: Answer
    /// Whether the engine lacks what is asked for.
    let isNotYet: Bool

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// The rows of a file in `Data`.
    static func all(in file: String) throws -> [Exchange] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data/\(file)")
        guard let content = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any],
            let fixtures = content["fixtures"] as? [String: [[Any]]],
            let rows = content["exchanges"] as? [[String: Any]], !rows.isEmpty
        else { throw Malformed(description: file) }
        return try rows.enumerated().map { try Exchange($1, number: $0 + 1, fixtures: fixtures) }
    }

    private init(_ row: [String: Any], number: Int, fixtures: [String: [[Any]]]) throws {
        guard let operation = row["operation"] as? String else { throw Malformed(description: "row \(number)") }
        let before = (row["given"] as? String).map { fixtures[$0] ?? [] } ?? (row["given"] as? [[Any]]) ?? []
        self.testDescription = "\(number) \(operation) \(row["what"] ?? "")"
        self.operation = operation
        self.isNotYet = row["notYet"] as? Bool ?? false
        self.given = try before.map { try Self.request($0.first as? String ?? "", body: Self.json($0.last ?? "")) }
        self.request = try Self.request(operation, body: (row["raw"] as? String) ?? Self.json(row["body"] ?? ""))
        if let name = row["error"] as? String {
            self.answer = .failure(
                name: name, message: row["message"] as? String, match: row["match"] as? String ?? "exact",
                members: try Self.json(row["members"] ?? [String: Any]()))
        } else {
            self.answer = .success(try Self.json(row["answer"] ?? ""))
        }
    }

    /// A request as an SDK sends it.
    static func request(_ operation: String, body: String) throws -> RequestRouter.Request {
        let isOfStreams = ["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"].contains(operation)
        return RequestRouter.Request(
            headers: [
                ("Content-Type", "application/x-amz-json-1.0"),
                ("X-Amz-Target", "\(isOfStreams ? "DynamoDBStreams" : "DynamoDB")_20120810.\(operation)"),
                ("X-Amz-Date", "20260101T000000Z"),
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00"
                ),
            ], body: Array(body.utf8))
    }

    /// The text of a JSON value: equal values have equal texts.
    static func json(_ value: Any) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: Self.expanded(value), options: [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    private static func expanded(_ value: Any) -> Any {
        switch value {
        case let object as [String: Any]:
            if let parts = object["$repeat"] as? [Any], let text = parts.first as? String,
                let count = parts.last as? Int
            {
                return String(repeating: text, count: count)
            }
            return object.mapValues(Self.expanded)
        case let array as [Any]: return array.map(Self.expanded)
        default: return value
        }
    }
}
