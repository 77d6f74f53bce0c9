// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DynamoDBEmbedded

/// How the inside of documents is changed.
struct PathMutationTests {
    private static let list = AttributeValue.list((0..<100).map { .number(DynamoDBNumber($0)) })

    /// An item with a list, and where the list stands in it.
    private static let items: [(Item, path: [DocumentPath.Element])] = [
        (["l": list], []), (["l": ["a": list, "b": 1]], [.name("a")]), (["l": [1, list]], [.index(1)]),
        (["l": ["a": [["b": list]]]], [.name("a"), .index(0), .name("b")]),
    ]

    /// Where the elements of a list stand in memory.
    private func address(of path: DocumentPath, in item: Item) -> UInt? {
        guard case .list(let values) = item.value(at: path) else { return nil }
        return values.withUnsafeBufferPointer { $0.baseAddress.map { UInt(bitPattern: $0) } }
    }

    @Test(arguments: items)
    func `a list that nobody else holds is changed where it is`(item: Item, steps: [DocumentPath.Element]) throws {
        var item = item
        let path = DocumentPath(root: "l", steps: steps)
        func element(_ index: Int) -> DocumentPath { DocumentPath(root: "l", steps: steps + [.index(index)]) }
        // Others hold what it was made of, so the first change makes a copy. Every further copy would stand elsewhere than
        // the one before, which is still there meanwhile.
        var areSet = [item.set("first", at: element(0))]
        let address = try #require(self.address(of: path, in: item))
        var addresses: Set<UInt> = []
        for index in 1..<90 {
            areSet.append(item.set("set", at: element(index)))
            addresses.insert(self.address(of: path, in: item) ?? 0)
        }
        for index in (50..<90).reversed() {
            item.remove(at: element(index))
            addresses.insert(self.address(of: path, in: item) ?? 0)
        }
        for nowhere in [[.name("x")], [.index(0), .name("x")]] as [[DocumentPath.Element]] {
            let path = DocumentPath(root: "l", steps: steps + nowhere)
            areSet.append(item.set("nowhere", at: path))
            item.remove(at: path)
        }
        #expect(areSet == Array(repeating: true, count: 90) + [false, false])
        #expect(addresses == [address])
        let expected = (0..<60).map { index -> AttributeValue in
            if index == 0 { "first" } else if index < 50 { "set" } else { .number(DynamoDBNumber(index + 40)) }
        }
        #expect(item.value(at: path) == .list(expected))
    }

    /// Paths that lead nowhere in the item.
    private static let missing: [[DocumentPath.Element]] = [
        [.name("a"), .name("x"), .name("y")], [.name("a"), .index(0)], [.name("n"), .name("x")],
        [.name("x"), .index(0)], [.name("l"), .name("x")], [.name("l"), .index(0), .name("x")],
        [.name("l"), .index(1), .index(0)], [.name("l"), .index(1), .name("b"), .name("c")],
        [.name("l"), .index(2), .name("x")],
    ]

    @Test(arguments: missing)
    func `a path that leads nowhere changes nothing`(steps: [DocumentPath.Element]) {
        let before: Item = ["m": ["a": ["b": 1], "n": 1, "l": [1, ["b": 2]]]]
        var item = before
        let isSet = item.set("set", at: DocumentPath(root: "m", steps: steps))
        #expect(!isSet && item == before)
        item.remove(at: DocumentPath(root: "m", steps: steps))
        #expect(item == before)
    }
}
