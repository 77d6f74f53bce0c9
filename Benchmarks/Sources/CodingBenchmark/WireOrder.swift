// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// The model with the types of DynamoDB's JSON around each value: the least that `JSONDecoder` can be asked to do.
struct WireOrder: Codable {
    struct Text: Codable { var S: String }
    struct Number: Codable { var N: String }
    struct Flag: Codable { var BOOL: Bool }
    struct Texts: Codable { var SS: [String] }
    struct List<Element: Codable>: Codable { var L: [Element] }
    struct Map<Content: Codable>: Codable { var M: Content }

    struct Event: Codable {
        var ts: Number
        var event: Text
    }

    struct Address: Codable {
        var street: Text
        var city: Text
        var zip: Text
        var primary: Flag
        var geo: Map<Coordinates>
    }

    struct Coordinates: Codable {
        var lat: Number
        var lon: Number
    }

    struct Page: Codable {
        var Items: [WireOrder]
        var Count: Int
    }

    var pk: Text
    var sk: Text
    var name: Text
    var description: Text
    var quantity: Number
    var price: Number
    var active: Flag
    var tags: Texts
    var history: List<Map<Event>>
    var address: Map<Address>
}

extension Order {
    init(wire order: WireOrder) {
        self.init(0)
        self.pk = order.pk.S
        self.sk = order.sk.S
        self.name = order.name.S
        self.description = order.description.S
        self.quantity = Int(order.quantity.N) ?? 0
        self.price = Double(order.price.N) ?? 0
        self.active = order.active.BOOL
        self.tags = Set(order.tags.SS)
        var event = self.history[0]
        self.history = order.history.L.map {
            event.ts = Int($0.M.ts.N) ?? 0
            event.event = $0.M.event.S
            return event
        }
        let address = order.address.M
        self.address.street = address.street.S
        self.address.city = address.city.S
        self.address.zip = address.zip.S
        self.address.primary = address.primary.BOOL
        self.address.geo.lat = Double(address.geo.M.lat.N) ?? 0
        self.address.geo.lon = Double(address.geo.M.lon.N) ?? 0
    }
}
