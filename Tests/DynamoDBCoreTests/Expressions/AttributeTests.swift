// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct AttributeTests {
    @Test(arguments: [
        ("a", DocumentPath(root: "a")),
        ("address.city", DocumentPath(root: "address", steps: [.name("city")])),
        ("tags[0]", DocumentPath(root: "tags", steps: [.index(0)])),
        ("a.b[0][12].c", DocumentPath(root: "a", steps: [.name("b"), .index(0), .index(12), .name("c")])),
        ("chat-history", DocumentPath(root: "chat-history")),
        ("a b]c#:(\"", DocumentPath(root: "a b]c#:(\"")),
        ("größe.日本", DocumentPath(root: "größe", steps: [.name("日本")])),
        ("0[2147483647]", DocumentPath(root: "0", steps: [.index(2_147_483_647)])),
    ])
    func `a path is split at dots and brackets`(text: String, path: DocumentPath) throws {
        #expect(try Attribute(text).path.get() == path)
    }

    @Test(arguments: [
        "", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[1", "[0]", "a[0]b", "a.[0]", "a[1]]",
    ])
    func `a malformed path is an error of the request`(text: String) {
        var renderer = ExpressionRenderer()
        let error = #expect(throws: DynamoDBError.self) { try renderer.condition(Attribute(text) == 1) }
        #expect(error?.code == .validation)
        #expect(error?.message.contains("The path \"\(text)\" is malformed") == true)
        #expect(throws: DynamoDBError.self) { try renderer.projection([Attribute(text)]) }
        #expect(throws: DynamoDBError.self) { try renderer.update(.remove(Attribute(text))) }
    }

    @Test func `an index that is too large is refused in the words of the service`() {
        var renderer = ExpressionRenderer()
        for attribute in [Attribute("a[2147483648]"), Attribute("a")[2_147_483_648]] {
            let error = #expect(throws: DynamoDBError.self) { try renderer.condition(attribute.exists, as: .filter) }
            #expect(
                error?.message
                    == "Invalid FilterExpression: List index is not within the allowable range; index: [2147483648]")
        }
    }

    @Test func `a literal name keeps its dots, and subscripts lead on`() throws {
        #expect(try Attribute(name: "a.b[0]").path.get() == DocumentPath(root: "a.b[0]"))
        #expect(
            try Attribute(name: "a.b")["c.d"][3].path.get()
                == DocumentPath(root: "a.b", steps: [.name("c.d"), .index(3)]))
        #expect(throws: ExpressionFault.self) { try Attribute(name: "").path.get() }
        #expect(throws: ExpressionFault.self) { try Attribute("a")[""].path.get() }
        #expect(throws: ExpressionFault.self) { try Attribute("a")[-1].path.get() }
    }

    @Test func `an attribute can be written as a literal`() throws {
        let attributes: [Attribute] = ["name", "capability.skills"]
        var renderer = ExpressionRenderer()
        #expect(try renderer.projection(attributes) == "#n0, #n1.#n2")
        #expect(renderer.names == ["#n0": "name", "#n1": "capability", "#n2": "skills"])
        #expect(renderer.values == nil)
        #expect(attributes.map(\.description) == ["name", "capability.skills"])
    }
}
