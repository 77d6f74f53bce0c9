// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What turning bytes into items and models costs, and the other way: no socket, and processor time only.
///
///     CodingBenchmark [--rounds 9] [--only part-of-a-name]
@main
struct CodingBenchmark {
    static func main() async throws {
        var rounds = 9
        var only = ""
        var arguments = CommandLine.arguments.dropFirst().makeIterator()
        while let argument = arguments.next() {
            switch argument {
            case "--rounds": rounds = Int(arguments.next() ?? "") ?? rounds
            case "--only": only = arguments.next() ?? ""
            default: fatalError("unknown argument \(argument)")
            }
        }
        try await self.run(rounds: rounds, only: only)
    }

    /// Runs beside the main thread, as calls in a server do.
    @concurrent
    private static func run(rounds: Int, only: String) async throws {
        let samples = try Samples()
        try await samples.check()
        var measurements =
            try self.floors(samples) + self.calls(samples) + self.codableCalls(samples) + self.coders(samples)
            + self.foundation(samples)
        measurements.removeAll { !only.isEmpty && !$0.name.contains(only) }
        for index in measurements.indices { try await measurements[index].warmUp(round: 0.04) }
        for _ in 0..<rounds {
            for index in measurements.indices { try await measurements[index].round() }
        }
        for measurement in measurements { print(measurement.line) }
    }

    private static func floors(_ samples: Samples) -> [Measurement] {
        [
            Measurement("scan-query100", bytes: samples.queryBytes.count) { keep(scan(samples.queryBytes)) },
            Measurement("scan-get", bytes: samples.getBytes.count) { keep(scan(samples.getBytes)) },
            Measurement("copy-batch25", bytes: samples.batchBytes.count) { keep(copied(samples.batchBytes)) },
            Measurement("copy-put", bytes: samples.putBytes.count) { keep(copied(samples.putBytes)) },
        ]
    }

    /// Whole calls but for the network: request encoded and signed, answer checked and decoded.
    private static func calls(_ samples: Samples) -> [Measurement] {
        let (database, table, orderKey) = (samples.database, samples.table, samples.orderKey)
        let (first, batch) = (samples.orders[0], Array(samples.orders.prefix(25)))
        return [
            // What all calls have in common.
            Measurement("call-empty", bytes: 0) {
                keep(try await database.deleteItem(DeleteItemInput(tableName: "bench", key: samples.key)))
            },
            Measurement("query100-item", bytes: samples.queryBytes.count) {
                keep(try await database.query(samples.query))
            },
            Measurement("query100-model", bytes: samples.queryBytes.count) {
                keep(try await table.query(orderKey, first.pk).collected())
            },
            Measurement("get-item", bytes: samples.getBytes.count) {
                keep(try await database.getItem(GetItemInput(tableName: "bench", key: samples.key)))
            },
            Measurement("get-model", bytes: samples.getBytes.count) {
                keep(try await table.get(orderKey(first.pk, first.sk)))
            },
            Measurement("put-item", bytes: samples.putBytes.count) {
                keep(try await database.putItem(PutItemInput(tableName: "bench", item: samples.items[0])))
            },
            Measurement("put-model", bytes: samples.putBytes.count) { keep(try await table.put(first)) },
            Measurement("batch25-item", bytes: samples.batchBytes.count) {
                let writes = samples.items.prefix(25).map { WriteRequest.put($0) }
                keep(try await database.batchWriteItem(BatchWriteItemInput(requestItems: ["bench": writes])))
            },
            Measurement("batch25-model", bytes: samples.batchBytes.count) { keep(await table.put(contentsOf: batch)) },
        ]
    }

    /// The calls with models once more, where `Codable` alone reads and writes them.
    private static func codableCalls(_ samples: Samples) -> [Measurement] {
        let (table, key, first) = (samples.plainTable, samples.plainKey, samples.orders[0])
        let batch = samples.orders.prefix(25).map { Plain($0) }
        return [
            Measurement("query100-codable", bytes: samples.queryBytes.count) {
                keep(try await table.query(key, first.pk).collected())
            },
            Measurement("get-codable", bytes: samples.getBytes.count) {
                keep(try await table.get(key(first.pk, first.sk)))
            },
            Measurement("put-codable", bytes: samples.putBytes.count) { keep(try await table.put(batch[0])) },
            Measurement("batch25-codable", bytes: samples.batchBytes.count) {
                keep(await table.put(contentsOf: batch))
            },
        ]
    }

    /// Between items and models.
    private static func coders(_ samples: Samples) -> [Measurement] {
        let (decoder, encoder) = (DynamoDBDecoder(), DynamoDBEncoder())
        let batch = Array(samples.orders.prefix(25))
        return [
            Measurement("decode100-from-items", bytes: samples.queryBytes.count) {
                for item in samples.items { keep(try decoder.decode(Order.self, from: item)) }
            },
            Measurement("encode25-to-items", bytes: samples.batchBytes.count) {
                for order in batch { keep(try encoder.encode(order)) }
            },
        ]
    }

    /// Foundation's coders: with DynamoDB's JSON through the types of generated clients and through wrappers that fit the
    /// model, and with plain JSON of the same models.
    private static func foundation(_ samples: Samples) throws -> [Measurement] {
        let page = Data(samples.queryBytes)
        let plain = Data(samples.plainBytes)
        let values = try JSONDecoder().decode(WirePage.self, from: page)
        let wrappers = try JSONDecoder().decode(WireOrder.Page.self, from: page)
        return [
            Measurement("json-query100-enum", bytes: page.count) {
                keep(try JSONDecoder().decode(WirePage.self, from: page).Items.map { Order(wire: $0) })
            },
            Measurement("json-query100-wrappers", bytes: page.count) {
                keep(try JSONDecoder().decode(WireOrder.Page.self, from: page).Items.map { Order(wire: $0) })
            },
            Measurement("json-encode100-enum", bytes: page.count) { keep(try JSONEncoder().encode(values)) },
            Measurement("json-encode100-wrappers", bytes: page.count) { keep(try JSONEncoder().encode(wrappers)) },
            Measurement("json-decode100-plain", bytes: plain.count) {
                keep(try JSONDecoder().decode([Order].self, from: plain))
            },
            Measurement("json-encode100-plain", bytes: plain.count) { keep(try JSONEncoder().encode(samples.orders)) },
        ]
    }

    /// What a run has made must not be left out by the optimizer.
    @inline(never)
    private static func keep<Value>(_ value: Value) {}

    /// The least that reading can be: every byte is looked at once, the state of strings is kept, and nothing is built.
    @inline(never)
    private static func scan(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var structure = 0
            var isInString = false
            var offset = 0
            while offset < bytes.count {
                switch bytes[offset] {
                case UInt8(ascii: "\""): isInString.toggle()
                case UInt8(ascii: "\\") where isInString: offset += 1
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
                    UInt8(ascii: ":"):
                    if !isInString { structure += 1 }
                default: break
                }
                offset += 1
            }
            return structure
        }
    }

    /// The least that writing can be: the bytes are copied.
    @inline(never)
    private static func copied(_ bytes: [UInt8]) -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        copy.append(contentsOf: bytes)
        return copy
    }
}
