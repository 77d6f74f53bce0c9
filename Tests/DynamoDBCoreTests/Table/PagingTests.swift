// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

struct PagingTests {
    /// Every way to page; the filter keeps each n-th item, all for 1 and none for 0.
    struct Case: Sendable, CustomTestStringConvertible {
        var count: Int
        var pageSize: Int?
        var limit: Int?
        var filterKeepsEach: Int?
        var projection: [Attribute]?

        var testDescription: String {
            let filter = self.filterKeepsEach.map(String.init) ?? "-"
            return "\(self.count) items, page \(self.pageSize ?? 0), limit \(self.limit ?? 0), filter \(filter), "
                + "projection \(self.projection?.description ?? "-")"
        }

        static let all: [Case] = {
            var cases: [Case] = []
            for count in [0, 6, 23] {
                for pageSize in [nil, 1, 5, 100] as [Int?] {
                    for limit in [nil, 1, 3, 7, 23, 50] as [Int?] {
                        for filter in [nil, 0, 1, 5] as [Int?] {
                            for projection in [nil, ["number"], ["sk", "number"]] as [[Attribute]?] {
                                cases.append(
                                    Case(
                                        count: count, pageSize: pageSize, limit: limit, filterKeepsEach: filter,
                                        projection: projection))
                            }
                        }
                    }
                }
            }
            return cases
        }()

        /// What is to be read in all.
        var expected: [Item] {
            let found = PagedModel.numbered(self.count).filter { self.filterKeepsEach == nil || self.model.matches($0) }
            guard let projection = self.projection else { return found }
            return found.map { $0.selecting(projection.count == 1 ? ["number"] : ["number", "sk"]) }
        }

        var model: PagedModel {
            PagedModel(
                items: PagedModel.numbered(self.count), itemsOfOnePage: 6,
                matches: { [filterKeepsEach] item in
                    guard let step = filterKeepsEach, step > 0, let number = item["number"]?.int else { return false }
                    return number % step == step - 1
                })
        }

        var filter: Condition? { self.filterKeepsEach.map { _ in Attribute("number") > 0 } }

        func query(from startKey: Item?) -> Query {
            Query(
                partitionKey: "pk", equals: "p", filter: self.filter, projection: self.projection,
                startKey: startKey, limit: self.limit, pageSize: self.pageSize)
        }

        func scan(from startKey: Item?) -> Scan {
            Scan(
                filter: self.filter, projection: self.projection, startKey: startKey, limit: self.limit,
                pageSize: self.pageSize)
        }
    }

    /// Reads page after page, each from the last key of the one before.
    private func pages(
        _ read: (Item?) async throws(DynamoDBError) -> Page
    ) async throws(DynamoDBError) -> [Page] {
        var pages: [Page] = []
        repeat {
            pages.append(try await read(pages.last?.lastKey))
        } while pages.last?.lastKey != nil && pages.count < 100
        return pages
    }

    @Test
    func `pages by hand give every item once, in order, and as many as asked for`() async throws {
        for example in Case.all {
            let table = DynamoDBTable("things", in: example.model.database)
            for pages in [
                try await self.pages { key throws(DynamoDBError) in try await table.query(example.query(from: key)) },
                try await self.pages { key throws(DynamoDBError) in try await table.scan(example.scan(from: key)) },
            ] {
                #expect(pages.flatMap(\.items) == example.expected, "\(example.testDescription)")
                #expect(pages.allSatisfy { $0.count == $0.items.count }, "\(example.testDescription)")
                guard let limit = example.limit else { continue }
                #expect(pages.dropLast().allSatisfy { $0.count == limit }, "\(example.testDescription)")
                #expect(pages.allSatisfy { $0.count <= limit }, "\(example.testDescription)")
            }
        }
    }

    @Test
    func `sequences give the same as pages by hand, up to the limit`() async throws {
        for example in Case.all {
            let table = DynamoDBTable("things", in: example.model.database)
            let expected = Array(example.expected.prefix(example.limit ?? .max))
            var pages: [Page] = []
            for try await page in table.pages(example.query(from: nil)) { pages.append(page) }
            #expect(pages.flatMap(\.items) == expected, "\(example.testDescription)")
            #expect(pages.map(\.number) == Array(1...pages.count), "\(example.testDescription)")
            if let pageSize = example.pageSize {
                #expect(pages.allSatisfy { $0.scannedCount <= pageSize }, "\(example.testDescription)")
            }
            var items: [Item] = []
            for try await item in table.items(example.scan(from: nil)) { items.append(item) }
            #expect(items == expected, "\(example.testDescription)")
            #expect(try await table.items(example.query(from: nil)).collected() == expected)
        }
    }

    @Test(arguments: [(limit: Int?.none, units: 1.5), (3, 3), (5, 4.5)])
    func `a page tells what all of its calls consumed, if the database does`(limit: Int?, units: Double) async throws {
        let database = ScriptedDatabase { script in
            script.query = { input in
                let number = (input.exclusiveStartKey?["pk"]?.int ?? 0) + 1
                let shares = ["a": Capacity(capacityUnits: 0.5), "\(number)": Capacity(capacityUnits: 0.5)]
                let capacity = ConsumedCapacity(
                    tableName: "t", capacityUnits: 1.5, table: Capacity(capacityUnits: 0.5),
                    globalSecondaryIndexes: shares)
                let key: Item = ["pk": .init(number)]
                return QueryOutput(
                    items: [key, key], count: 2, scannedCount: 2, lastEvaluatedKey: key,
                    consumedCapacity: input.returnConsumedCapacity == .total ? capacity : nil)
            }
        }
        let query = Query(partitionKey: "pk", equals: "p", limit: limit)
        #expect(try await DynamoDBTable("t", in: database).query(query).consumedCapacity == nil)
        let meter = CapacityMeter()
        let consumed = try await DynamoDBTable("t", in: database.metered(by: meter)).query(query).consumedCapacity
        #expect(consumed?.tableName == "t" && consumed?.capacityUnits == units)
        #expect(consumed?.table?.capacityUnits == units / 3)
        #expect(consumed?.globalSecondaryIndexes?["a"]?.capacityUnits == units / 3)
        #expect(consumed?.globalSecondaryIndexes?["1"]?.capacityUnits == 0.5)
        #expect(consumed?.readCapacityUnits == nil)
        #expect(meter.total.capacityUnits == units)
    }

    @Test
    func `counts are those of the items`() async throws {
        for example in Case.all where example.projection == nil {
            let table = DynamoDBTable("things", in: example.model.database)
            let expected = min(example.expected.count, example.limit ?? .max)
            #expect(try await table.count(example.query(from: nil)) == expected, "\(example.testDescription)")
            #expect(try await table.count(example.scan(from: nil)) == expected, "\(example.testDescription)")
        }
    }

    @Test
    func `without a filter no more is read than is returned`() async throws {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        let page = try await DynamoDBTable("things", in: database).query(
            Query(partitionKey: "pk", equals: "p", limit: 8))
        #expect(page.count == 8)
        #expect(page.scannedCount == 8)
        let limits = database.calls.map { call -> Int? in if case .query(let input) = call { input.limit } else { nil }
        }
        #expect(limits == [8, 2])
    }

    @Test
    func `a page that is cut ends behind its last item`() async throws {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        let page = try await DynamoDBTable("things", in: database).query(
            Query(partitionKey: "pk", equals: "p", filter: Attribute("number") >= 0, limit: 4))
        #expect(page.lastKey == ["pk": "p", "sk": "s10003"])
        #expect(page.scannedCount == 6)
        // The keys are those of the page's own last key: the table need not be described.
        #expect(database.calls.count == 1)
    }

    @Test
    func `an index's page that is cut has the keys of index and table`() async throws {
        var model = PagedModel(items: PagedModel.numbered(5), itemsOfOnePage: 6)
        model.keyNames = ["pk", "sk", "type"]
        let database = model.database
        let page = try await DynamoDBTable("things", in: database).query(
            Query(
                partitionKey: "type", equals: "t", index: "by-type", filter: Attribute("number") >= 0,
                projection: ["name"], limit: 2))
        #expect(page.items == [["name": "n0"], ["name": "n1"]])
        #expect(page.lastKey == ["pk": "p", "sk": "s10001", "type": "t"])
        guard case .query(let input)? = database.dataCalls.first else {
            Issue.record("nothing was sent")
            return
        }
        let names = input.projectionExpression?.split(separator: ", ").map {
            input.expressionAttributeNames?[String($0)]
        }
        #expect(names == ["name", "pk", "sk", "type"])
    }

    @Test
    func `key attributes are added to a projection only if a page may be cut`() async throws {
        for query in [
            Query(partitionKey: "pk", equals: "p", projection: ["name"], limit: 2),
            Query(partitionKey: "pk", equals: "p", filter: Attribute("number") >= 0, projection: ["name"]),
        ] {
            let database = PagedModel(items: PagedModel.numbered(5), itemsOfOnePage: 6).database
            _ = try await DynamoDBTable("things", in: database).query(query)
            guard case .query(let input)? = database.calls.first else {
                Issue.record("the table was described first")
                return
            }
            #expect(input.projectionExpression?.contains(",") == false)
        }
    }

    @Test
    func `an index that is not known yet makes the table be described anew`() async throws {
        let database = PagedModel(items: PagedModel.numbered(5), itemsOfOnePage: 6).database
        let table = DynamoDBTable("things", in: database)
        _ = try await table.describe()
        _ = try await table.query(
            Query(
                partitionKey: "x", equals: "t", index: "new", filter: Attribute("number") >= 0, projection: ["name"],
                limit: 2))
        #expect(database.calls.count - database.dataCalls.count == 2)
    }

    @Test
    func `an empty page with a last key is not the end`() async throws {
        let database = PagedModel(
            items: PagedModel.numbered(23), itemsOfOnePage: 6, matches: { $0["number"] == 22 }
        ).database
        let table = DynamoDBTable("things", in: database)
        let filter = Attribute("number") == 22
        let first = try await table.scan(Scan(filter: filter))
        #expect(first.items.isEmpty)
        #expect(first.lastKey != nil)
        #expect(try await table.items(Scan(filter: filter)).collected().count == 1)
        #expect(try await table.scan(Scan(filter: filter, limit: 1)).items.count == 1)
    }

    @Test
    func `nothing is read before it is asked for`() async throws {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        var iterator = DynamoDBTable("things", in: database).items(Scan()).makeAsyncIterator()
        #expect(database.calls.isEmpty)
        for expected in [1, 1, 1, 1, 1, 1, 2] {
            _ = try await iterator.next()
            #expect(database.calls.count == expected)
        }
    }

    @Test
    func `a sequence can be gone over again`() async throws {
        let database = PagedModel(items: PagedModel.numbered(8), itemsOfOnePage: 6).database
        let items = DynamoDBTable("things", in: database).items(Scan())
        let first = try await items.collected()
        let second = try await items.collected()
        #expect(first == PagedModel.numbered(8))
        #expect(second == first)
    }

    @Test
    func `an error ends a sequence, and the pages before it stand`() async throws {
        let model = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6)
        let database = ScriptedDatabase { script in
            script.scan = { input throws(DynamoDBError) in
                guard input.exclusiveStartKey == nil else { throw DynamoDBError(.throttling, "slow down") }
                let page = model.page(
                    from: nil, limit: nil, filter: nil, projection: nil, names: nil, select: nil)
                return ScanOutput(
                    items: page.items, count: page.count, scannedCount: page.scannedCount,
                    lastEvaluatedKey: page.lastKey)
            }
        }
        var iterator = DynamoDBTable("things", in: database).pages(Scan()).makeAsyncIterator()
        #expect(try await iterator.next()?.count == 6)
        do {
            _ = try await iterator.next()
            Issue.record("the error was lost")
        } catch {
            #expect(error.code == .throttling)
        }
        #expect(try await iterator.next() == nil)
        #expect(database.calls.count == 2)
    }

    @Test
    func `a cancelled task reads no page`() async {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        let table = DynamoDBTable("things", in: database)
        let error = await Task { () -> DynamoDBError? in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(DynamoDBError) {
                _ = try await table.items(Scan()).collected()
                return nil
            } catch {
                return error
            }
        }.value
        #expect(error?.code == .cancelled)
        #expect(database.calls.isEmpty)
    }

    @Test(arguments: [Int.max, Int.min, -1])
    func `a server that counts wrongly stops nothing`(told: Int) async throws {
        let pages = Mutex(0)
        let database = ScriptedDatabase { script in
            script.scan = { input in
                let page = pages.withLock { pages in
                    pages += 1
                    return pages
                }
                let isLast = page.isMultiple(of: 3)
                let items: [Item]? = input.select == .count ? nil : [["pk": "a", "sk": .init("\(page)")]]
                return ScanOutput(
                    items: items, count: told, scannedCount: told,
                    lastEvaluatedKey: isLast ? nil : ["pk": "a", "sk": .init("\(page)")])
            }
        }
        let table = DynamoDBTable("things", in: database)
        #expect(try await table.items(Scan()).collected().count == 3)
        #expect(try await table.scan(Scan(limit: 2)).count == 2)
        pages.withLock { $0 = 0 }
        #expect(await DynamoDBClient(table: table).getAll().count == 3)
        #expect(try await table.count() >= 0)
    }

    @Test
    func `a number told beside no items ends no read early`() async throws {
        let database = ScriptedDatabase { script in
            script.scan = { input in
                if input.select == .count { return ScanOutput(count: 1 << 19, scannedCount: 1 << 19) }
                guard input.exclusiveStartKey == nil else {
                    return ScanOutput(items: [["pk": "a", "sk": "2"]], count: 1, scannedCount: 1)
                }
                return ScanOutput(items: [], count: 10, scannedCount: 10, lastEvaluatedKey: ["pk": "a", "sk": "1"])
            }
        }
        let table = DynamoDBTable("things", in: database)
        let filter = Attribute("size") > 1
        let page = try await table.scan(Scan(filter: filter, limit: 5))
        #expect(page.items == [["pk": "a", "sk": "2"]])
        #expect(page.count == 1)
        #expect(page.scannedCount == 11)
        #expect(try await table.items(Scan(limit: 5)).collected().count == 1)
        // As many as a page can have at most.
        #expect(try await table.count() == 1 << 19)
    }
}
