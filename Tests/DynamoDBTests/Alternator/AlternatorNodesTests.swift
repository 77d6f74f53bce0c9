// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct AlternatorNodesTests {
    private func node(_ name: String) -> HTTPOrigin { HTTPOrigin(isSecure: false, host: name, port: 8000) }

    @Test
    func `nodes take turns`() {
        var nodes = AlternatorNodes(seeds: [self.node("a"), self.node("b"), self.node("c")])
        let hosts = (0..<7).compactMap { _ in nodes.take(at: 0)?.host }
        #expect(hosts == ["a", "b", "c", "a", "b", "c", "a"])
    }

    @Test
    func `a node that cannot be reached is left out for a while, and never the last one`() {
        var nodes = AlternatorNodes(seeds: [self.node("a"), self.node("b")])
        nodes.note(self.node("a"), isReachable: false, at: 0)
        let others = (0..<3).compactMap { _ in nodes.take(at: 1)?.host }
        #expect(others == ["b", "b", "b"])
        nodes.note(self.node("b"), isReachable: false, at: 2)
        let leastBad = nodes.take(at: 3)?.host
        #expect(leastBad == "a")
        let later = (0..<2).compactMap { _ in nodes.take(at: 13)?.host }
        #expect(Set(later) == ["a", "b"])
        nodes.note(self.node("a"), isReachable: false, at: 13)
        nodes.note(self.node("a"), isReachable: true, at: 14)
        let mended = (0..<2).compactMap { _ in nodes.take(at: 14)?.host }
        #expect(Set(mended) == ["a", "b"])
    }

    @Test
    func `a new list takes the place of the old one, and an empty one does not`() {
        var nodes = AlternatorNodes(seeds: [self.node("a")])
        let isFirst = nodes.beginRefresh(at: 0)
        #expect(isFirst)
        let isSecond = nodes.beginRefresh(at: 0)
        #expect(!isSecond)
        nodes.endRefresh(with: [self.node("b"), self.node("c")], at: 0)
        #expect(nodes.all.map(\.host) == ["b", "c"])
        let isEarly = nodes.beginRefresh(at: 5)
        #expect(!isEarly)
        let isDue = nodes.beginRefresh(at: 10)
        #expect(isDue)
        nodes.endRefresh(with: [], at: 10)
        #expect(nodes.all.map(\.host) == ["b", "c"])
        let isDueAgain = nodes.beginRefresh(at: 20)
        #expect(isDueAgain)
        nodes.endRefresh(with: nil, at: 20)
        #expect(nodes.all.map(\.host) == ["b", "c", "a"])
    }
}
