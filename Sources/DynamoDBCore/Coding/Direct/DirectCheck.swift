// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if DEBUG
    /// Compares what types do themselves with what their `Codable` conformances do. Debug builds have the time for it.
    ///
    /// What `Codable` makes of one value in two ways, of dates of now or of random numbers, can be compared with nothing.
    ///
    /// An `init(from:)` or `encode(to:)` in an extension is one that `@DynamoDBCodable` does not see, and would pass over in
    /// silence.
    enum DirectCheck {
        /// Checks a value that a type made of itself.
        ///
        /// - Parameter again: Makes it once more: one that is the same only for a while is no sign of anything.
        static func check(
            _ stored: AttributeValue, of value: some Encodable, _ settings: CodingSettings,
            again: () -> AttributeValue?
        ) throws(DynamoDBError) {
            let plain = self.plain(value, settings)
            guard plain == stored || plain != self.plain(value, settings) || stored != again() else {
                throw self.difference(type(of: value), .validation, "an encode(to:)")
            }
        }

        /// Checks a model that read itself, if it can be compared: by what `Codable` makes of it.
        ///
        /// - Parameter again: Reads it once more.
        static func check<Model: Decodable>(
            _ model: Model, of item: EncodedItem, _ context: CodingContext, again: () -> Model?
        ) throws(DynamoDBError) {
            guard let model = model as? any Encodable else { return }
            func read() -> (any Encodable)? {
                try? ValueDecoder(.encoded(item.value), context).decoded(Model.self) as? any Encodable
            }
            guard let other = read() else { throw self.difference(Model.self, .decoding, "an init(from:)") }
            let (own, plain) = (self.plain(model, context.settings), self.plain(other, context.settings))
            // Sets and dictionaries can be stored as lists, and equal ones have their elements in different orders.
            if own == plain || own.map(self.sorted) == plain.map(self.sorted) { return }
            func isSame(_ other: (any Encodable)?, as value: AttributeValue?) -> Bool {
                other.flatMap { self.plain($0, context.settings) }.map(self.sorted) == value.map(self.sorted)
            }
            guard !isSame(read(), as: plain) || !isSame(again() as? any Encodable, as: own) else {
                throw self.difference(Model.self, .decoding, "an init(from:)")
            }
        }

        private static func plain(_ value: some Encodable, _ settings: CodingSettings) -> AttributeValue? {
            try? ValueEncoder(settings).encoded(value, at: .none)
        }

        /// The value with the elements of every list in an order that depends on the elements alone.
        private static func sorted(_ value: AttributeValue) -> AttributeValue {
            switch value {
            case .list(let elements): .list(elements.map(self.sorted).sorted { $0.hashValue < $1.hashValue })
            case .map(let entries): .map(Item(entries.map { ($0, self.sorted($1)) }))
            default: value
            }
        }

        private static func difference(_ type: Any.Type, _ code: DynamoDBError.Code, _ what: String) -> DynamoDBError {
            DynamoDBError(
                code,
                """
                \(type) has @DynamoDBCodable, and its Codable conformance does something else: probably \(what) stands in an \
                extension of it or of one of its parts, where the macro cannot see it. Take the macro away from that type. \
                (Only debug builds check this.)
                """)
        }
    }
#endif
