// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import Foundation

    @testable import DynamoDBCore

    @DynamoDBCodable
    struct DirectPart: Codable, Equatable {
        var name: String
        var size: Double?
        var parts: [DirectPart]?
    }

    /// A part without the macro, in a model that has it.
    struct PlainPart: Codable, Equatable {
        var name: String
        var size: Double?
        var made: Date?
    }

    @DynamoDBCodable
    enum DirectMood: String, Codable {
        case glad, sad
    }

    @DynamoDBCodable
    struct DirectModel: Codable, Equatable {
        let id: String
        var quantity: Int
        var tags: Set<String>
        var numbers: Set<Int>?
        var blobs: Set<Data>?
        var names: [String]?
        var double, half: Double?
        var float: Float?
        var small: UInt8?
        var wide: UInt64?
        var flag: Bool?
        var data: Data?
        var date: Date?
        var decimal: Decimal?
        var uuid: UUID?
        var url: URL?
        var mood: DirectMood?
        var event: Event?
        var part: PlainPart?
        var parts: [DirectPart]? { didSet {} }
        var byName: [String: Int]?
        var value: AttributeValue?
        var item: Item?
        var longAttributeName1: String?
        var `default`: String?
        var unread = 7
        static let unknown = 1
        var computed: Int { 1 }

        enum CodingKeys: String, CodingKey {
            case id, quantity = "count", tags, numbers, blobs, names, double, half, float, small, wide, flag, data,
                date
            case decimal, uuid, url, mood, event, part, parts, byName, value, item, longAttributeName1
            case `default` = "longAttributeName2"
        }
    }

    extension DirectModel {
        /// How the dates of a model are stored.
        static let settings: [CodingSettings] = {
            var number = CodingSettings()
            number.dates = .secondsSince1970
            var both = CodingSettings()
            both.dates = .secondsSince1970
            both.attributeDates = ["date": .iso8601, "part": .iso8601]
            return [CodingSettings(), number, both]
        }()
    }
#endif
