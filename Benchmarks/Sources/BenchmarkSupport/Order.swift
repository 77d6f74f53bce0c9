// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// The model of the benchmarks: about 1 KB as DynamoDB's JSON, of every kind that applications store.
///
/// The programs of the other clients have the same model in their languages.
@DynamoDBCodable
package struct Order: Codable, Equatable, Sendable {
    /// The partition key.
    package var pk: String
    /// The sort key.
    package var sk: String
    package var name: String
    package var description: String
    package var quantity: Int
    package var price: Double
    package var active: Bool
    package var tags: Set<String>
    package var history: [Event]
    package var address: Address

    /// Something that happened to the order.
    @DynamoDBCodable
    package struct Event: Codable, Equatable, Sendable {
        /// When, in milliseconds since 1970.
        package var ts: Int
        package var event: String
    }

    /// Where the order goes.
    @DynamoDBCodable
    package struct Address: Codable, Equatable, Sendable {
        package var street: String
        package var city: String
        package var zip: String
        package var primary: Bool
        package var geo: Coordinates
    }

    /// A place on earth, in degrees.
    @DynamoDBCodable
    package struct Coordinates: Codable, Equatable, Sendable {
        package var lat: Double
        package var lon: Double
    }

    /// The order with the given number.
    package init(_ number: Int, customer: Int = 42) {
        self.pk = "customer#\(Self.padded(customer, to: 8))"
        self.sk = "order#2026-11-22T20:22:18.\(Self.padded(number % 1000, to: 3))Z#\(Self.padded(number, to: 6))"
        self.name = "Ada Lovelace-Byron \(Self.padded(number, to: 3))"
        self.description = """
            Large format print, 420 x 594 mm, matt paper 230 g/m², packed flat. The customer asked for "no plastic" and \
            delivery on a weekday before noon; second attempt goes to the neighbour at number 14.
            Invoice by e-mail. Paid by card on the day of the order, refund window 30 days, reference \
            7f3c9a52-1d0b-4c0e-9d57-5a1f0e6b8c21.
            """
        self.quantity = 17 + number
        self.price = Double(124_995 + 100 * number) / 100
        self.active = number % 2 == 0
        self.tags = ["express", "fragile", "gift-wrapped", "repeat-customer"]
        self.history = [
            Event(ts: 1_795_378_938_123, event: "created"), Event(ts: 1_795_378_940_456, event: "paid"),
        ]
        self.address = Address(
            street: "12 St James's Square", city: "London", zip: "SW1Y 4JH", primary: true,
            geo: Coordinates(lat: 51.507351, lon: -0.135424))
    }

    private static func padded(_ number: Int, to length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
