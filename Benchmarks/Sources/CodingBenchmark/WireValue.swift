// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What clients that are generated from the service's description have: an enum that `JSONDecoder` fills.
indirect enum WireValue: Codable {
    case s(String)
    case n(String)
    case b(Data)
    case bool(Bool)
    case null
    case l([WireValue])
    case m([String: WireValue])
    case ss([String])
    case ns([String])
    case bs([Data])

    private enum CodingKeys: String, CodingKey {
        case s = "S"
        case n = "N"
        case b = "B"
        case bool = "BOOL"
        case null = "NULL"
        case l = "L"
        case m = "M"
        case ss = "SS"
        case ns = "NS"
        case bs = "BS"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "One key is expected."))
        }
        self =
            switch key {
            case .s: .s(try container.decode(String.self, forKey: .s))
            case .n: .n(try container.decode(String.self, forKey: .n))
            case .b: .b(try container.decode(Data.self, forKey: .b))
            case .bool: .bool(try container.decode(Bool.self, forKey: .bool))
            case .null: .null
            case .l: .l(try container.decode([WireValue].self, forKey: .l))
            case .m: .m(try container.decode([String: WireValue].self, forKey: .m))
            case .ss: .ss(try container.decode([String].self, forKey: .ss))
            case .ns: .ns(try container.decode([String].self, forKey: .ns))
            case .bs: .bs(try container.decode([Data].self, forKey: .bs))
            }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .s(let text): try container.encode(text, forKey: .s)
        case .n(let text): try container.encode(text, forKey: .n)
        case .b(let data): try container.encode(data, forKey: .b)
        case .bool(let flag): try container.encode(flag, forKey: .bool)
        case .null: try container.encode(true, forKey: .null)
        case .l(let values): try container.encode(values, forKey: .l)
        case .m(let entries): try container.encode(entries, forKey: .m)
        case .ss(let members): try container.encode(members, forKey: .ss)
        case .ns(let members): try container.encode(members, forKey: .ns)
        case .bs(let members): try container.encode(members, forKey: .bs)
        }
    }

    var text: String { if case .s(let text) = self { text } else { "" } }
    var number: String { if case .n(let text) = self { text } else { "" } }
    var flag: Bool { if case .bool(let flag) = self { flag } else { false } }
    var list: [WireValue] { if case .l(let values) = self { values } else { [] } }
    var map: [String: WireValue] { if case .m(let entries) = self { entries } else { [:] } }
    var texts: [String] { if case .ss(let members) = self { members } else { [] } }
}

/// A page as such a client decodes it.
struct WirePage: Codable {
    var Items: [[String: WireValue]]
    var Count: Int
}

extension Order {
    /// The model of decoded values by hand, which is less work than any generic decoder has.
    init(wire item: [String: WireValue]) {
        self.init(0)
        self.pk = item["pk"]?.text ?? ""
        self.sk = item["sk"]?.text ?? ""
        self.name = item["name"]?.text ?? ""
        self.description = item["description"]?.text ?? ""
        self.quantity = Int(item["quantity"]?.number ?? "") ?? 0
        self.price = Double(item["price"]?.number ?? "") ?? 0
        self.active = item["active"]?.flag ?? false
        self.tags = Set(item["tags"]?.texts ?? [])
        var event = self.history[0]
        self.history = (item["history"]?.list ?? []).map { value in
            event.ts = Int(value.map["ts"]?.number ?? "") ?? 0
            event.event = value.map["event"]?.text ?? ""
            return event
        }
        let address = item["address"]?.map ?? [:]
        let geo = address["geo"]?.map ?? [:]
        self.address.street = address["street"]?.text ?? ""
        self.address.city = address["city"]?.text ?? ""
        self.address.zip = address["zip"]?.text ?? ""
        self.address.primary = address["primary"]?.flag ?? false
        self.address.geo.lat = Double(geo["lat"]?.number ?? "") ?? 0
        self.address.geo.lon = Double(geo["lon"]?.number ?? "") ?? 0
    }
}
