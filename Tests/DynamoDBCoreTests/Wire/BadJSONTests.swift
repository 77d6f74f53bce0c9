// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct BadJSONTests {
    @Test(
        arguments: [
            ("", .unexpectedEnd, 0),
            ("  ", .unexpectedEnd, 2),
            ("null", .notAnObject, 0),
            ("[]", .notAnObject, 0),
            ("\u{FEFF}{}", .notAnObject, 0),
            ("{", .unexpectedEnd, 1),
            ("{} x", .trailingBytes, 3),
            ("{}{}", .trailingBytes, 2),
            ("{\"a\"", .unexpectedEnd, 4),
            ("{\"a\":", .unexpectedEnd, 5),
            ("{\"a\":1", .unexpectedEnd, 6),
            ("{\"a\":1,}", .unexpectedByte, 7),
            ("{,}", .unexpectedByte, 1),
            ("{\"a\":1 \"b\":2}", .unexpectedByte, 7),
            ("{\"a\" 1}", .unexpectedByte, 5),
            ("{a:1}", .unexpectedByte, 1),
            ("{'a':1}", .unexpectedByte, 1),
            ("{\"a\":[1,]}", .unexpectedByte, 8),
            ("{\"a\":[,1]}", .unexpectedByte, 6),
            ("{\"a\":[1 2]}", .unexpectedByte, 8),
            ("{\"a\":[1}", .unexpectedByte, 7),
            ("{\"a\":tru}", .unexpectedByte, 8),
            ("{\"a\":nul", .unexpectedEnd, 8),
            ("{\"a\":True}", .unexpectedByte, 5),
            ("{\"a\":NaN}", .unexpectedByte, 5),
            ("{\"a\":-}", .invalidNumber, 6),
            ("{\"a\":+1}", .unexpectedByte, 5),
            ("{\"a\":.5}", .unexpectedByte, 5),
            ("{\"a\":1.}", .invalidNumber, 7),
            ("{\"a\":1e}", .invalidNumber, 7),
            ("{\"a\":1e+}", .invalidNumber, 8),
            ("{\"a\":01}", .unexpectedByte, 6),
            ("{\"a\":0x1}", .unexpectedByte, 6),
            ("{\"a\":1 /* c */}", .unexpectedByte, 7),
            ("{\"a\":\u{A0}1}", .unexpectedByte, 5),
            ("{\"a\":\"", .unexpectedEnd, 6),
            ("{\"a\":\"\\", .unexpectedEnd, 7),
            ("{\"a\":\"\\\"", .unexpectedEnd, 8),
            ("{\"a\":\"x\ny\"}", .controlCharacter, 7),
            ("{\"a\":\"\u{0}\"}", .controlCharacter, 6),
            ("{\"a\":\"12345678\t\"}", .controlCharacter, 14),
            ("{\"a\":\"\\x\"}", .invalidEscape, 6),
            ("{\"a\":\"\\u12\"}", .invalidEscape, 6),
            ("{\"a\":\"-\\u12g4\"}", .invalidEscape, 7),
            ("{\"a\":\"\\u\"}", .invalidEscape, 6),
            ("{\"a\":\"\\é\"}", .invalidEscape, 7),
            ("{\"a\":\"\\ud800\"}", .loneSurrogate, 6),
            ("{\"a\":\"12\\udc00\"}", .loneSurrogate, 8),
            ("{\"a\":\"\\ud800\\ud800\"}", .loneSurrogate, 6),
            ("{\"a\":\"\\ud800x\"}", .loneSurrogate, 6),
            ("{\"a\":\"\\ud83d\\n\"}", .loneSurrogate, 6),
            ("{\"a\":\"\\ud83d\\ude0\"}", .loneSurrogate, 6),
            ("{\"\\ud800\":1}", .loneSurrogate, 2),
        ] as [(String, JSONProblem, Int)])
    func `what is no JSON is refused, with its place`(text: String, problem: JSONProblem, offset: Int) {
        #expect(throws: WireError.malformed(problem, offset: offset)) {
            try JSONReader.decode(GetItemOutput.self, from: Array(text.utf8))
        }
    }

    @Test
    func `every beginning of a message is refused`() throws {
        let bytes = Array(
            #"{"Item":{"a":{"L":[{"N":"-1.5"},{"S":"\ud83d\ude00 \n é"},{"NULL":true}]}},"X":-1.5e3}"#.utf8)
        _ = try JSONReader.decode(GetItemOutput.self, from: bytes)
        for count in 0..<bytes.count {
            #expect(throws: WireError.self) {
                try JSONReader.decode(GetItemOutput.self, from: Array(bytes.prefix(count)))
            }
        }
    }

    @Test(arguments: ["[", "{\"a\":", "{\"L\":[", "{\"M\":{\"a\":", "[{\"a\":"])
    func `deep nesting is refused without recursion to the bottom`(opening: String) {
        for prefix in [#"{"Item":{"a":"#, #"{"Unknown":"#, #"{"ConsumedCapacity":"#] {
            let bytes = Array((prefix + String(repeating: opening, count: 100_000)).utf8)
            #expect(throws: WireError.self) { try JSONReader.decode(GetItemOutput.self, from: bytes) }
            #expect(throws: WireError.self) { try JSONReader.decode(DescribeTableOutput.self, from: bytes) }
            #expect(ErrorBody(decoding: bytes).name == nil)
        }
    }

    @Test
    func `a value of the deepest nesting that DynamoDB stores is read and written, and much deeper ones are refused`()
        throws
    {
        func nested(_ depth: Int) -> AttributeValue {
            (0..<depth).reduce(AttributeValue.string("x")) { value, _ in .map(["m": .list([value])]) }
        }
        let deepest = BatchWriteItemInput(requestItems: ["t": [.put(["v": nested(20)])]])
        #expect(try JSONReader.decode(BatchWriteItemInput.self, from: JSONWriter.encode(deepest)) == deepest)
        let tooDeep = PutItemInput(tableName: "t", item: ["v": nested(1000)])
        #expect {
            try JSONWriter.encode(tooDeep)
        } throws: {
            ($0 as? DynamoDBError)?.code == .validation
        }
    }
}
