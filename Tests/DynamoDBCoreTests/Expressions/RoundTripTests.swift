// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct RoundTripTests {
    /// Reads a rendered text with the placeholders of its renderer, all of which have to be used.
    private func reading<Tree>(
        _ text: String, of renderer: ExpressionRenderer,
        _ read: (inout ExpressionAttributes, String) throws -> Tree
    ) throws -> Tree {
        var attributes = try ExpressionAttributes(names: renderer.names, values: renderer.values)
        let tree = try read(&attributes, text)
        try attributes.requireAllUsed()
        return tree
    }

    @Test func `a rendered condition reads as the same condition`() throws {
        var generator = TreeGenerator(seed: 1)
        var deepest = 0
        for _ in 0..<2000 {
            let tree = generator.condition(depth: 4)
            var renderer = ExpressionRenderer()
            let text = renderer.condition(tree: tree)
            guard text.utf8.count <= 4096, tree.operatorCount <= 300 else { continue }
            deepest = max(deepest, tree.operatorCount)
            #expect(try self.reading(text, of: renderer) { try $0.condition($1) } == tree, "\(text)")
        }
        #expect(deepest > 50)
    }

    @Test func `a rendered key condition reads as the same key condition`() throws {
        var generator = TreeGenerator(seed: 2)
        for _ in 0..<500 {
            let tree = generator.keyCondition()
            var renderer = ExpressionRenderer()
            let text = renderer.keyCondition(tree: tree)
            let read = try self.reading(text, of: renderer) { try $0.keyCondition($1) }
            #expect(try KeyConditionTree(checking: read) == tree, "\(text)")
        }
    }

    @Test func `a rendered projection reads as the same projection`() throws {
        var generator = TreeGenerator(seed: 3)
        for _ in 0..<500 {
            let paths = generator.projection()
            var renderer = ExpressionRenderer()
            let text = renderer.projection(paths: paths)
            #expect(try self.reading(text, of: renderer) { try $0.projection($1) } == paths, "\(text)")
        }
    }

    @Test func `a rendered update reads as the same update`() throws {
        var generator = TreeGenerator(seed: 4)
        for _ in 0..<1000 {
            let tree = generator.update()
            var renderer = ExpressionRenderer()
            let text = renderer.update(tree: tree)
            #expect(try self.reading(text, of: renderer) { try $0.update($1) } == tree, "\(text)")
        }
    }

    @Test func `an update of mixed actions has each clause once`() throws {
        let update = Update.set("a", to: 1).remove("b").set("c", to: 2).add("d", 3).remove("e")
        var renderer = ExpressionRenderer()
        let text = try renderer.update(update)
        #expect(text == "SET #n0 = :v0, #n1 = :v1 REMOVE #n2, #n3 ADD #n4 :v2")
    }
}
