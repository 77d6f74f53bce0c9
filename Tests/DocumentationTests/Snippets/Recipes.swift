// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

struct Account: Codable, Sendable {
    var id: String
    var email: String
    var balance = 0

    static let key = PrimaryKey<Account, String, Never>(partition: .template("pk", "ACCOUNT#{id}"))
    static let schema = ModelSchema(key: key)
}

/// An address that is taken.
struct Address: Codable, Sendable {
    var email: String
    var account: String

    static let key = PrimaryKey<Address, String, Never>(partition: .template("pk", "EMAIL#{email}"))
    static let schema = ModelSchema(key: key)
}

struct Lease: Codable, Sendable {
    var name: String
    var owner: String
    var until: Date

    static let key = PrimaryKey<Lease, String, Never>(partition: .template("pk", "LEASE#{name}"))
    static let schema = ModelSchema(key: key, expiresAt: "until")
}

struct Payment: Codable, Sendable {
    var id: String
    var account: String
    var amount: Int
    var date: Date

    static let key = PrimaryKey<Payment, String, Never>(partition: .template("pk", "PAYMENT#{id}"))
    static let schema = ModelSchema(key: key, createdAt: "createdAt")
}

/// How far a part of a rewriting is.
struct Part: Codable, Sendable {
    struct Place: Codable, Sendable {
        var segment: Int
        var count: Int
    }

    var job: String
    var segment: Int
    var count: Int
    var next: PageToken?
    var isDone = false

    static let key = PrimaryKey<Part, String, Place>(
        partition: .template("pk", "JOB#{job}"), sort: .template("sk", "SEGMENT#{segment:07}#OF#{count:07}"))
    static let schema = ModelSchema(key: key)
}

/// The code of the article with recipes.
enum Recipes {
    static func signUp(
        _ id: String, _ email: String, _ accounts: ModelTable<Account>, _ addresses: ModelTable<Address>,
        in database: any DynamoDBDatabase
    ) async throws -> Bool {
        do {
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.insert(Account(id: id, email: email), into: accounts)
                try write.insert(Address(email: email, account: id), into: addresses, label: "address")
            }
            return true
        } catch {
            guard let reason = error.cancellationReason("address"), reason.code == .conditionalCheckFailed else {
                throw error
            }
            // Unless it is from an attempt whose answer was lost, somebody else has this address.
            return reason.item?["account"]?.string == id
        }
    }

    static func change(
        _ id: String, from old: String, to new: String, _ accounts: ModelTable<Account>,
        _ addresses: ModelTable<Address>,
        in database: any DynamoDBDatabase
    ) async throws {
        try await database.transaction { (write) throws(DynamoDBError) in
            try write.update(Account.key(id), in: accounts) {
                $0.require(Attribute("email") == old)
                $0.set("email", to: new)
            }
            try write.delete(Address.key(old), from: addresses, condition: Attribute("account") == id)
            try write.insert(Address(email: new, account: id), into: addresses, label: "address")
        }
    }

    static func remove(
        _ id: String, _ email: String, _ accounts: ModelTable<Account>, _ addresses: ModelTable<Address>,
        in database: any DynamoDBDatabase
    ) async throws {
        try await database.transaction { (write) throws(DynamoDBError) in
            try write.delete(Account.key(id), from: accounts, condition: Attribute("email") == email)
            try write.delete(Address.key(email), from: addresses, condition: Attribute("account") == id)
        }
    }

    static func take(_ leases: ModelTable<Lease>, as me: String) async throws -> Bool {
        do {
            try await leases.insert(Lease(name: "nightly", owner: me, until: .now + 60))
            return true
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            return false  // somebody else has it, and it has not expired
        }
    }

    static func keep(_ leases: ModelTable<Lease>, as me: String) async throws {
        try await leases.update(Lease.key("nightly")) {
            $0.require(Attribute("owner") == me)
            $0.set("until", to: Date.now + 60)
        }
    }

    static func giveBack(_ leases: ModelTable<Lease>, as me: String) async throws {
        try await leases.delete(Lease.key("nightly"), condition: Attribute("owner") == me)
    }

    static func book(
        _ payment: Payment, _ payments: ModelTable<Payment>, _ accounts: ModelTable<Account>,
        in database: any DynamoDBDatabase
    ) async throws {
        do {
            try await database.transaction(token: payment.id, at: payment.date) { (write) throws(DynamoDBError) in
                try write.insert(payment, into: payments, label: "payment")
                try write.update(Account.key(payment.account), in: accounts) { $0.add("balance", payment.amount) }
            }
        } catch {
            guard let booked = error.cancellationReason("payment")?.item else { throw error }
            // It is booked already, if it is this one.
            guard booked["account"]?.string == payment.account, booked["amount"]?.int == payment.amount else {
                throw error
            }
        }
    }

    static func addIndexes(to orders: ModelTable<Order>) async throws -> [String] {
        let added = try await orders.table.addMissingIndexes(
            of: CreateTableInput(tableName: "shop", for: Order.schema))
        return added
    }

    static func fill(_ orders: ModelTable<Order>) async throws {
        try await orders.scan().forEachPage(segments: 4) { page, _ in
            for order in page.items {
                let key = Order.key(order.customer, order.number)
                do throws(DynamoDBError) {
                    // Writes the keys that are missing; where none is, nothing.
                    try await orders.modify(key) { _ in }
                } catch {
                    // It was deleted meanwhile, or is stored under a key of another form; unless others came first each time.
                    guard error.code == .conditionalCheckFailed, try await orders.get(key, consistency: .strong) == nil
                    else { throw error }
                    print("not found by its key: \(key)")
                }
            }
        }
    }
    static func tidy(
        _ orders: ModelTable<Order>, _ parts: ModelTable<Part>, segment: Int, of count: Int, pause: Duration
    ) async throws {
        let place = Part.Place(segment: segment, count: count)
        var part =
            try await parts.get(Part.key("tidy", place), consistency: .strong)
            ?? Part(job: "tidy", segment: segment, count: count)
        let scan = orders.scan().segment(segment, of: count).pageSize(100).skippingUnreadable { unreadable in
            print("left as it is: \(unreadable.key), \(unreadable.error)")
        }
        while !part.isDone {
            let page = try await scan.page(after: part.next)
            for order in page.items {
                let key = Order.key(order.customer, order.number)
                do {
                    try await orders.modify(key) { $0.notes.removeAll { $0.isEmpty } }
                } catch {
                    // It was deleted meanwhile, or is stored under a key of another form; unless others came first each time.
                    guard error.code == .conditionalCheckFailed, try await orders.get(key, consistency: .strong) == nil
                    else { throw error }
                    print("not found by its key: \(key)")
                }
            }
            part.next = page.next
            part.isDone = page.next == nil
            try await parts.put(part)
            try await Task.sleep(for: pause)
        }
    }
}
