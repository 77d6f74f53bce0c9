// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBTesting
import Foundation
import Testing

/// The code of README and articles does what the text around it says.
struct SnippetTests {
    private static func users(keys: [KeyAttribute] = [.string("pk"), .string("sk")]) async throws -> DynamoDBTable {
        try await DynamoDBTable.create(
            CreateTableInput(tableName: "my-table", partitionKey: keys[0], sortKey: keys.dropFirst().first),
            in: try EmbeddedDatabase.inMemory())
    }

    /// A team of six agents, every second one active.
    private static func agents() async throws -> DynamoDBTable {
        let table = try await GettingStarted.createIfMissing(in: try EmbeddedDatabase.inMemory())
        for number in 1...6 {
            try await table.put([
                "team_code": "AT-001", "id": "AG-00\(number)", "name": "agent \(number)",
                "Type": "Reasoning Agent", "active": .bool(number.isMultiple(of: 2)),
            ])
        }
        return table
    }

    private static let key: Item = ["pk": "user#123", "sk": "profile"]

    #if AWS
        @Test func `the articles on the remote database: settings that fit together, and an increment`() async throws {
            _ = try RemoteArticles.role()
            _ = try RemoteArticles.retries()
            _ = try RemoteArticles.keys()
            _ = try RemoteArticles.cluster(saltedHash: "hash")
            _ = try RemoteArticles.observability()
            let accounts = try await Self.users()
            #expect(try await RemoteArticles.deposit(Self.key, in: accounts) == nil)
            try await RemoteArticles.hold(["pk": "lock", "sk": "a", "owner": "a UUID"], in: accounts)
            #expect(try await accounts.get(Self.key)?["balance"] == 100)
        }
    #endif

    @Test func `the recipes: unique values, a lease, a payment once, a new index, a rewriting`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let table = try await DynamoDBTable.create(
            CreateTableInput(
                tableName: "recipes", for: Account.schema, Address.schema, Lease.schema, Payment.schema), in: database)
        let accounts = ModelTable(Account.schema, in: table)
        let addresses = ModelTable(Address.schema, in: table)
        #expect(try await Recipes.signUp("1", "ann@example.com", accounts, addresses, in: database))
        // Its answer may have been lost.
        #expect(try await Recipes.signUp("1", "ann@example.com", accounts, addresses, in: database))
        #expect(try await !Recipes.signUp("2", "ann@example.com", accounts, addresses, in: database))
        #expect(try await accounts.scan().collected().map(\.id) == ["1"])
        try await Recipes.change("1", from: "ann@example.com", to: "ann@example.org", accounts, addresses, in: database)
        await #expect(throws: DynamoDBError.self) {
            try await Recipes.change(
                "1", from: "ann@example.com", to: "a@example.com", accounts, addresses, in: database)
        }
        #expect(try await Recipes.signUp("2", "ann@example.com", accounts, addresses, in: database))
        #expect(try await addresses.scan().count() == 2)
        try await Recipes.remove("1", "ann@example.org", accounts, addresses, in: database)
        #expect(try await accounts.scan().count() == 1)
        #expect(try await addresses.scan().count() == 1)
        #expect(try await Recipes.signUp("1", "ann@example.org", accounts, addresses, in: database))

        let leases = ModelTable(Lease.schema, in: table)
        #expect(try await Recipes.take(leases, as: "a"))
        #expect(try await !Recipes.take(leases, as: "b"))
        try await Recipes.keep(leases, as: "a")
        await #expect(throws: DynamoDBError.self) { try await Recipes.keep(leases, as: "b") }
        try await Recipes.giveBack(leases, as: "a")
        #expect(try await Recipes.take(leases, as: "b"))

        let payments = ModelTable(Payment.schema, in: table)
        let payment = Payment(
            id: "7", account: "1", amount: 5, date: Date(timeIntervalSince1970: 1_769_592_600.1234567))
        for _ in 1...3 { try await Recipes.book(payment, payments, accounts, in: database) }
        // Who has forgotten the token, as the service does after ten minutes, is told by the payment.
        _ = try await payments.table.delete(["pk": "PAYMENT#7"])
        try await payments.put(payment)
        var later = payment
        later.date += 0.25
        await #expect(throws: DynamoDBError.self) { try await Recipes.book(later, payments, accounts, in: database) }
        var other = payment
        other.amount = 50
        await #expect(throws: DynamoDBError.self) { try await Recipes.book(other, payments, accounts, in: database) }
        #expect(try await accounts.get(Account.key("1"))?.balance == 5)

        let old = try await ModelTable.create(ModelSchema(key: Order.key), named: "shop", in: database)
        try await old.insert(Order(customer: "ann", number: 7, status: .open, placed: payment.date))
        let orders = ModelTable(Order.schema, named: "shop", in: database)
        #expect(try await Recipes.addIndexes(to: orders) == ["by-status"])
        #expect(try await orders.query(Order.byStatus, .open).count() == 0)
        try await Recipes.fill(orders)
        #expect(try await orders.query(Order.byStatus, .open).collected().map(\.number) == [7])

        for number in 1...300 {
            var order = Order(customer: "c\(number)", number: number, status: .open, placed: payment.date)
            order.notes = number % 2 == 0 ? ["", "gift"] : []
            try await orders.put(order)
        }
        _ = try await orders.table.put(["pk": "CUSTOMER#x", "sk": "ORDER#000001", "number": "one"])
        let parts = ModelTable(Part.schema, in: orders.table)
        for _ in 1...2 {
            for segment in 0..<3 {
                try await Recipes.tidy(orders, parts, segment: segment, of: 3, pause: .zero)
            }
        }
        #expect(try await parts.scan().collected().count(where: \.isDone) == 3)
        let tidied = try await orders.scan().skippingUnreadable { _ in }.collected()
        #expect(tidied.count == 301)
        #expect(tidied.allSatisfy { $0.version == ($0.notes == ["gift"] ? 2 : 1) || $0.number == 7 })
    }

    @Test func `the first program runs`() async throws {
        try await firstProgram()
    }

    @Test func `getting started: write, read, query, change`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let agents = try await GettingStarted.createIfMissing(in: database)
        try await GettingStarted.write(to: agents)
        // The table is there now, and so is the agent.
        _ = try await GettingStarted.createIfMissing(in: database)
        let again = try await GettingStarted.verify(in: database)
        #expect(try await GettingStarted.read(from: again) == ["document_analysis", "0.85", "pdf_analysis"])
        let (name, several, found) = try await GettingStarted.readParts(from: agents)
        #expect(name == ["name": "document_analysis"] && several.items.map { $0["id"] } == ["AG-001"])
        #expect(found == ["1 found, 1 missing, 0 not read"])
        let (team, reasoning) = try await GettingStarted.query(agents)
        #expect(team.count == 1 && reasoning.items == team.items)
        let (calls, deleted) = try await GettingStarted.change(agents)
        #expect(calls == 1)
        #expect(deleted?["capability"]?["confidence_score"] == 0.9)
        #expect(deleted?["capability"]?["skills"]?.list?.count == 3)
        #expect(deleted?["active"] == nil)
        #expect(
            try await GettingStarted.lookAfter(agents, in: database)
                == ["1 tables; agents is ACTIVE, about 0 items"])
    }

    @Test func `getting started: a file keeps what was written`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "snippet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "agents.sqlite").path
        let database = try await GettingStarted.open(path: path)
        let agents = try await GettingStarted.createIfMissing(in: database)
        try await GettingStarted.write(to: agents)
        try await GettingStarted.backUp(database, at: path)
        await database.close()
        let again = try await GettingStarted.createIfMissing(in: try GettingStarted.configured(path: path))
        #expect(try await GettingStarted.read(from: again).first == "document_analysis")
        let backup = try await GettingStarted.createIfMissing(in: GettingStarted.open(path: path + ".2026-11-27"))
        #expect(try await GettingStarted.read(from: backup).first == "document_analysis")
    }

    @Test func `getting started: values that are no literals`() async throws {
        let users = try await Self.users(keys: [.string("pk")])
        let item = try GettingStarted.values()
        try await users.put(item)
        #expect(try await users.get(["pk": "user#123"]) == item)
        #expect(item["name"]?.isNull == true)
    }

    @Test func `models: verbs, changes, reading, transactions, batches`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        #expect(try await Models.verbs(in: database)?.version == 1)
        let orders = try await Models.verify(in: database)
        let customers = ModelTable(Customer.schema, in: orders.table)
        try await customers.insert(Customer(id: "ann", name: "Ann"))
        let order = try #require(await orders.get(Order.key("ann", 7)))
        try await Models.cancel(orders)
        try await orders.insert(order)
        try await orders.update(Order.key("ann", 7)) { $0.add("stock", 5) }
        let (shipped, modified) = try await Models.changes(orders)
        #expect(shipped.status == .shipped && shipped.stock == 3 && shipped.notes == ["packed"])
        #expect(modified.stock == 4)
        let (page, next) = try await Models.reading(orders, from: .distantPast, after: nil)
        #expect(page.items.map(\.number) == [7] && next == nil)
        try await Models.transaction(in: database, customers, orders)
        try await Models.giveTypes(to: orders)
        #expect(try await orders.get(Order.key("ann", 7))?.stock == 2)
        #expect(try await orders.get(Order.key("ann", 8)) != nil)
        let (result, units) = await Models.batches(try await orders.scan().collected(), in: database)
        #expect(result.successful == 2 && units > 0)
        #expect(try await Models.entities(in: database) == 3)
    }

    @Test func `the port guide: what other programs stored`() throws {
        struct Row: Codable { var at: Date?, tags: Set<String>?, names: [String]?, price: Decimal?, link: Link? }
        struct Link: Codable { var relative: String }
        var decoder = DynamoDBDecoder()
        decoder.dates = PortGuide.storedDates()
        let soto = try decoder.decode(
            Row.self, from: ["at": 700_000_000.5, "tags": ["a", "a"], "link": ["relative": "https://a.org"]])
        #expect(soto.at == Date(timeIntervalSinceReferenceDate: 700_000_000.5))
        #expect(soto.tags == ["a"] && soto.link?.relative == "https://a.org")
        var encoder = DynamoDBEncoder()
        encoder.dates = decoder.dates
        #expect(try encoder.encode(soto)["at"] == 700_000_000.5)
        for (text, seconds) in [("2024-01-15T10:30:00.25", 0.25), ("2024-01-15T11:30:00.25+01:00", 0.25)] {
            let python = try DynamoDBDecoder().decode(
                Row.self, from: ["at": .string(text), "names": .stringSet(["a"]), "tags": nil, "price": 1.5])
            #expect(python.at == Date(timeIntervalSince1970: 1_705_314_600 + seconds))
            #expect(python.names == ["a"] && python.tags == nil && python.price == Decimal(string: "1.5"))
        }
        decoder.dates = .epochSeconds
        #expect(try decoder.decode(Row.self, from: ["at": 1.5]).at == Date(timeIntervalSince1970: 1.5))
    }

    @Test func `the port guide: each operation once`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let users = try await PortGuide.create(in: database)
        #expect(try await PortGuide.createOnce(in: users))
        #expect(try await !PortGuide.createOnce(in: users))
        let (user, isThere) = try await PortGuide.read(users)
        #expect(user?.name == "Ann" && !isThere)
        try await users.table.update(["team": "blue", "id": "ann"], .set("nickname", to: "A"))
        #expect(try await PortGuide.update(users).name == "Anne")
        #expect(try await users.table.get(["team": "blue", "id": "ann"])?["nickname"] == nil)
        #expect(try await PortGuide.increment(users) == 30)
        let (found, page) = try await PortGuide.query(users, nil)
        #expect(found.map(\.id) == ["ann"] && page.items == found && page.next == nil)
        #expect(try await PortGuide.filter(users) == found)
        #expect(try await PortGuide.part(users) == ["Anne"])
        try await PortGuide.condition(users)
        let modified = try await PortGuide.locking(users)
        #expect(modified?.points == 40 && modified?.name == "Ann")
        #expect(await PortGuide.errors(users, found[0]).hasPrefix("changed meanwhile: {"))
        #expect(try await PortGuide.delete(users)?.points == 40)
        let (written, names) = try await PortGuide.batches(users)
        #expect(written.successful == 100 && names == ["User 7", "nobody"])
        #expect(try await PortGuide.scan(users) == 100)
        #expect(try await PortGuide.count(users) == 100)
        #expect(try await PortGuide.info(users).hasPrefix("users is ACTIVE, about "))
        try await users.update(PortGuide.User.key("red", "user 1")) { $0.add("points", 7) }
        let (giver, taker) = try await PortGuide.transactions(users, in: database)
        #expect(giver?.points == 2 && taker?.points == 5)
        #expect(try await PortGuide.items(users.table)?["points"] == 1)
    }

    @Test func `testing: a closure, and any other database`() async throws {
        try await TestingArticle.closure()
        let database = try TestingArticle.wrapped(try EmbeddedDatabase.inMemory())
        #expect(database.pendingFaults == 1)
    }

    @Test func `conditions: three ways to say it`() async throws {
        let users = try await Self.users()
        try await users.put([
            "pk": "user#123", "sk": "profile", "status": "active", "age": 30, "version": 2,
            "address": ["city": "Sydney"], "tags": ["swift"],
        ])
        try await users.update(Self.key, .set("a", to: 1), condition: ConditionsAndUpdates.operators())
        try await users.update(Self.key, .set("b", to: 1), condition: ConditionsAndUpdates.interpolated(limit: 3))
        try await users.update(Self.key, .set("c", to: 1), condition: ConditionsAndUpdates.plain())
        try await users.update(Self.key, .set("status", to: "gone").set("version", to: 3))
        for condition in [
            ConditionsAndUpdates.operators(), ConditionsAndUpdates.interpolated(limit: 3), ConditionsAndUpdates.plain(),
        ] {
            await #expect(throws: DynamoDBError.self) {
                try await users.update(Self.key, .set("d", to: 1), condition: condition)
            }
        }
        #expect(try await users.get(Self.key)?.names.contains("d") == false)
    }

    @Test func `conditions: create once, and update many things at a time`() async throws {
        let users = try await Self.users()
        let item = Self.key.merging(["address": ["city": "Perth"], "nickname": "J", "history": ["born"]])
        #expect(try await ConditionsAndUpdates.createOnce(item, in: users))
        #expect(try await !ConditionsAndUpdates.createOnce(item, in: users))
        let changed = try await ConditionsAndUpdates.updates(key: Self.key, in: users)
        #expect(changed?["address"]?["city"] == "Sydney")
        let now = try #require(try await users.get(Self.key))
        #expect(now["logins"] == 1 && now["created"] == "2026-01-28" && now["nickname"] == nil)
        #expect(now["history"] == ["born", "moved"])
    }

    @Test func `conditions: no change is lost between many writers`() async throws {
        let users = try await Self.users()
        try await users.put(Self.key.merging(["balance": 100, "version": 1]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask { try await ConditionsAndUpdates.spend(5, of: Self.key, in: users) }
            }
            try await group.waitForAll()
        }
        let user = try await users.get(Self.key)
        #expect(user?["balance"] == 60 && user?["version"] == 9)
    }

    @Test func `transactions: everything or nothing, the reasons, once, and reads`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        for name in ["customers", "products", "orders", "accounts"] {
            _ = try await database.createTable(CreateTableInput(tableName: name, partitionKey: .string("pk")))
        }
        let products = DynamoDBTable("products", in: database)
        try await products.put(["pk": "product#3", "stock": 1])
        #expect(await Transactions.outcome(in: database) == "ordered")
        #expect(await Transactions.outcome(in: database) == "sold out")
        try await products.put(["pk": "product#3", "stock": 9])
        #expect(
            await Transactions.outcome(in: database)
                == "not ordered: TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, None, ConditionalCheckFailed]"
        )
        #expect(try await products.get(["pk": "product#3"])?["stock"] == 9)
        for payment in ["a", "a", "b"] { try await Transactions.pay(payment, in: database) }
        #expect(try await Transactions.balances(in: database) == [200, -200])
    }

    @Test func `pages: items, pages, limits, counts, segments`() async throws {
        let agents = try await Self.agents()
        #expect(try await PagingAndLimits.items(of: agents).count == 6)
        let pages = try await PagingAndLimits.pages(of: agents)
        let firstThree = ["page 1: 2 of 2 evaluated", "page 2: 2 of 2 evaluated", "page 3: 2 of 2 evaluated"]
        #expect(Array(pages.prefix(3)) == firstThree)
        let (first, second) = try await PagingAndLimits.limited(agents)
        #expect(first.items.map { $0["id"] } == ["AG-006", "AG-004"])
        #expect(second.items.map { $0["id"] } == ["AG-002"] && second.lastKey == nil)
        #expect(try await PagingAndLimits.counts(agents) == (6, 3))
        #expect(try await PagingAndLimits.inParallel(agents) == 6)
    }

    @Test func `streams and expiry: what happens is told, and what is over goes`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let orders = try await StreamsAndTimeToLive.create(in: database)
        try await orders.put(["pk": "order#1", "state": "new"])
        try await orders.put(["pk": "order#1", "state": "new"])
        try await orders.put(["pk": "order#1", "state": "paid"])
        try await orders.delete(["pk": "order#1"])
        #expect(
            try await StreamsAndTimeToLive.read(database)
                == ["INSERT: order#1", "MODIFY: order#1", "REMOVE: order#1"])
        let (lines, saved) = try await StreamsAndTimeToLive.follow(orders, from: .oldest)
        #expect(lines == ["INSERT: order#1", "MODIFY: order#1", "REMOVE: order#1"])
        try await orders.put(["pk": "order#2"])
        let checkpoint = try #require(StreamCheckpoint(saved))
        #expect(try await StreamsAndTimeToLive.follow(orders, from: .checkpoint(checkpoint)).0 == ["INSERT: order#2"])

        var input = try CreateTableInput(tableName: "shop", for: Order.schema)
        input.streamSpecification = .enabled(.newAndOldImages)
        let shop = ModelTable(Order.schema, in: try await DynamoDBTable.create(input, in: database))
        try await shop.insert(Order(customer: "ann", number: 1, status: .open, placed: .now))
        try await shop.table.put(["pk": "CUSTOMER#ann", "sk": "ORDER#000002", "customer": 2])
        try await shop.insert(Order(customer: "ann", number: 3, status: .open, placed: .now))
        let (numbers, passed) = try await StreamsAndTimeToLive.pass(shop, from: .oldest)
        #expect(numbers == [1, 3])
        let end = try #require(passed)
        #expect(try await StreamsAndTimeToLive.pass(shop, from: .checkpoint(end)).0 == [])

        func record(_ sequence: String, _ image: String) -> String {
            #"{"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","#
                + #""dynamodb":{"ApproximateCreationDateTime":1.7E9,"Keys":{"pk":{"S":"CUSTOMER#ann"}},"NewImage":\#(image),"#
                + #""SequenceNumber":"\#(sequence)","SizeBytes":1,"StreamViewType":"NEW_IMAGE"},"eventSourceARN":"arn"}"#
        }
        let good =
            #"{"customer":{"S":"ann"},"number":{"N":"1"},"status":{"S":"open"},"placed":{"S":"2026-01-28T09:30:00.000Z"},"#
            + #""stock":{"N":"0"},"notes":{"L":[]},"version":{"N":"1"}}"#
        let payload = #"{"Records":[\#(record("11", good)),\#(record("12", "{}")),\#(record("13", good))]}"#
        var handled: [Int] = []
        let answer = try await StreamsAndTimeToLive.answer(Data(payload.utf8)) { handled.append($0.number) }
        #expect(handled == [1])
        #expect(
            String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
                == #"{"batchItemFailures":[{"itemIdentifier":"12"}]}"#)

        let sessions = try await DynamoDBTable.create(
            CreateTableInput(tableName: "sessions", partitionKey: .string("pk")), in: database)
        try await StreamsAndTimeToLive.expire(sessions, now: 0, in: database)
        #expect(try await StreamsAndTimeToLive.live(sessions, now: 0).count == 1)
        #expect(try await StreamsAndTimeToLive.live(sessions, now: 3600).count == 0)
        // A time of that long ago does not count.
        #expect(try await StreamsAndTimeToLive.sweep(database) == 0)
    }

    @Test func `errors: decided on by code, explained in words`() async throws {
        let users = try await Self.users()
        let item = Self.key.merging(["version": 7])
        #expect(await Errors.decide(item, in: users) == "created")
        #expect(await Errors.decide(item, in: users) == "there already")
        #expect(try await Errors.add([item, ["pk": "user#456", "sk": "profile"]], to: users) == 1)
        await Errors.addAtOnce([item, ["pk": "user#789", "sk": "profile"]], to: users)
        #expect(try await users.exists(["pk": "user#789", "sk": "profile"]))
        #expect(await Errors.decide(["sk": "profile"], in: users).hasPrefix("a mistake in the program"))
        let elsewhere = DynamoDBTable("elsewhere", in: try EmbeddedDatabase.inMemory())
        #expect(await Errors.decide(item, in: elsewhere) == "no such table")
        #expect(try await Errors.current(Self.key, in: users) == item)
        // README cites this text.
        #expect(
            await Errors.explained(in: users)
                == "The provided key element does not match the schema. "
                + "The table's key is pk (S) and sk (S); the request named pk (S).")
    }

    @Test func `the client: the quick start of those who come from boto3`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        try await DynamoDBTable.create(
            CreateTableInput(
                tableName: "my-table", partitionKey: .string("pk"), sortKey: .string("sk"),
                globalSecondaryIndexes: [.init("email-index", partitionKey: .string("email"))]),
            in: database)
        #expect(
            await ComingFromBoto3.quickStart(database: database) == ["John Doe", #"{"name": "Jane Doe"}"#, "Jane Doe"])

        let client = ComingFromBoto3.logging(database: database)
        await client.create(item: Self.key.merging(["version": 1, "email": "john@example.com"]))
        await client.create(item: ["pk": "user#123", "sk": "order#1", "status": "active"])
        await client.create(item: ["pk": "user#123", "sk": "order#2", "status": "done"])
        let (orders, byEmail) = await ComingFromBoto3.queries(client)
        #expect(orders.items.map { $0["sk"] } == ["order#1"])
        #expect(byEmail.count == 1)
        #expect(await ComingFromBoto3.pages(client) == ["page 1: 3 items"])
        let read = await ComingFromBoto3.byHand(client)
        #expect(read.map { $0["sk"] } == ["order#1", "order#2", "profile"])
        let (contact, whole, logins, tags) = await ComingFromBoto3.oneItem(client)
        #expect(contact == ["email": "john@example.com"])
        #expect(whole == Self.key.merging(["version": 1, "email": "john@example.com", "status": "active"]))
        #expect(logins == 2 && tags == 2)
        let scans = await ComingFromBoto3.scans(client)
        #expect(scans.lines == ["page 1: 3 items"] && scans.counts == [1, 2, 2])
        #expect(scans.info?.keySchema == ["pk": "HASH", "sk": "RANGE"])
        #expect(await ComingFromBoto3.locking(client) == "written")
        #expect(await ComingFromBoto3.locking(client) == "modified by somebody else")
        #expect(await ComingFromBoto3.batches(client) == "100 written, 0 failed")
    }

    @Test func `PartiQL: statements read, write, and do both together`() async throws {
        let agents = try await Self.agents()
        let database = agents.database
        #expect(try await PartiQL.read(from: database).map { $0["id"] } == ["AG-002", "AG-004", "AG-006"])
        #expect(try await PartiQL.pages(of: database).compactMap { $0["id"]?.string }.first == "AG-006")
        #expect(try await PartiQL.write(to: database) == ["calls": 1, "tags": .stringSet(["busy", "new"])])
        let responses = try await PartiQL.batch(database)
        #expect(responses.map(\.error?.code) == [nil, .duplicateItem])
        try await PartiQL.transaction(database)
        #expect(try await agents.count(Scan()) == 5)
    }
}
