// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import DynamoDBCore

struct SpareArraysTests {
    private static func array(_ count: Int, of element: UInt8 = 1) -> [UInt8] {
        Array(repeating: element, count: count)
    }

    @Test func `an array that is kept is taken once, and empty`() {
        let spares = SpareArrays<UInt8>()
        spares.keep(Self.array(20_000))
        let first = spares.take()
        #expect(first.isEmpty && first.capacity >= 20_000)
        #expect(spares.take().capacity == 0)
    }

    @Test(arguments: [0, 1000, 2_000_000])
    func `small arrays and very large ones are not kept`(count: Int) {
        let spares = SpareArrays<UInt8>()
        spares.keep(Self.array(count))
        #expect(spares.take().capacity == 0)
    }

    @Test func `only a few are kept`() {
        let spares = SpareArrays<UInt8>()
        for _ in 0..<100 { spares.keep(Self.array(20_000)) }
        var count = 0
        while spares.take().capacity > 0 { count += 1 }
        #expect((1...10).contains(count))
    }

    @Test func `who still has an array keeps it as it is`() {
        let spares = SpareArrays<UInt8>()
        let old = Self.array(20_000, of: 7)
        spares.keep(old)
        var new = spares.take()
        new.append(contentsOf: Self.array(30_000, of: 8))
        #expect(old == Self.array(20_000, of: 7))
        #expect(new == Self.array(30_000, of: 8))
    }

    @Test func `pages that are made at the same time have each its own items`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let items: [Item] = (0..<500).map { ["n": .init(number), "at": .init($0), "text": "\(number)"] }
                    let body = try QueryOutput(items: items, count: items.count, scannedCount: items.count).body()
                    for _ in 0..<20 {
                        let page = try #require(try EncodedPageOutput(body: body).items)
                        #expect((0..<page.count).map { page[$0].item } == items)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
