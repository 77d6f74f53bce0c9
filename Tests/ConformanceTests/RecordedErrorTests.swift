// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Errors that were recorded on the service, in its words before 2026: same type, same text.
struct RecordedErrorTests {
    /// A request, and how the service answers it.
    struct Recorded: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: DynamoDBError.Code
        let message: String
        let request: @Sendable (any DynamoDBDatabase) async throws(DynamoDBError) -> Void

        init(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation,
            _ request: @escaping @Sendable (any DynamoDBDatabase) async throws(DynamoDBError) -> Void
        ) {
            self.testDescription = name
            self.code = code
            self.message = message
            self.request = request
        }

        static func put(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation, table: String = "Hash",
            item: Item = ["pk": "x"], _ change: @escaping @Sendable (inout PutItemInput) -> Void = { _ in }
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = PutItemInput(tableName: table, item: item)
                change(&input)
                _ = try await database.putItem(input)
            }
        }

        static func update(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation, table: String = "Hash",
            key: Item = ["pk": "x"], _ change: @escaping @Sendable (inout UpdateItemInput) -> Void = { _ in }
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = UpdateItemInput(tableName: table, key: key)
                change(&input)
                _ = try await database.updateItem(input)
            }
        }

        static func get(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation, table: String = "Hash",
            key: Item = ["pk": "x"], _ change: @escaping @Sendable (inout GetItemInput) -> Void = { _ in }
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = GetItemInput(tableName: table, key: key)
                change(&input)
                _ = try await database.getItem(input)
            }
        }

        static func delete(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation, table: String = "Hash",
            key: Item = ["pk": "x"], _ change: @escaping @Sendable (inout DeleteItemInput) -> Void = { _ in }
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = DeleteItemInput(tableName: table, key: key)
                change(&input)
                _ = try await database.deleteItem(input)
            }
        }

        static func query(
            _ name: String, _ message: String, _ change: @escaping @Sendable (inout QueryInput) -> Void
        ) -> Recorded {
            Recorded(name, message) { database throws(DynamoDBError) in
                var input = QueryInput(
                    tableName: "Composite", keyConditionExpression: "pk = :v",
                    expressionAttributeValues: [":v": "v"])
                change(&input)
                _ = try await database.query(input)
            }
        }

        static func scan(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation,
            _ change: @escaping @Sendable (inout ScanInput) -> Void
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = ScanInput(tableName: "Hash")
                change(&input)
                _ = try await database.scan(input)
            }
        }

        static func create(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation,
            _ change: @escaping @Sendable (inout CreateTableInput) -> Void
        ) -> Recorded {
            Recorded(name, message, code: code) { database throws(DynamoDBError) in
                var input = CreateTableInput(
                    tableName: "new_table",
                    attributeDefinitions: [.init(attributeName: "pk", attributeType: .string)],
                    keySchema: [.init(attributeName: "pk", keyType: .hash)],
                    provisionedThroughput: .init(readCapacityUnits: 5, writeCapacityUnits: 5))
                change(&input)
                _ = try await database.createTable(input)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a refused request is answered with the type and the words of the service`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "there", "n": 1, "s": "text"]))
            for recorded in Self.recordings {
                let error = await failure { () throws(DynamoDBError) in try await recorded.request(database) }
                #expect(error?.code == recorded.code, "\(recorded.testDescription)")
                #expect(error?.message == recorded.message, "\(recorded.testDescription)")
            }
        }
    }

    private static let long = String(repeating: "a", count: 256)
    private static let enumTexts = (
        capacity: "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
        metrics: "Member must satisfy enum value set: [SIZE, NONE]",
        values: "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"
    )

    private static func nested(_ levels: Int) -> AttributeValue {
        (0..<levels).reduce(.string("end")) { value, _ in .map(["m": value]) }
    }

    static let recordings: [Recorded] =
        putRecordings + updateRecordings + readRecordings + batchRecordings + tableRecordings

    private static let putRecordings: [Recorded] = [
        .put(
            "empty table name",
            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            table: ""),
        .put(
            "long table name",
            "1 validation error detected: Value '\(long)' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255",
            table: long),
        .put(
            "bad characters in the table name",
            "1 validation error detected: Value 'bad table!@#' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
            table: "bad table!@#"),
        .put(
            "empty string set", "One or more parameter values were invalid: An string set  may not be empty",
            item: ["pk": "x", "bad": .stringSet([])]),
        .put(
            "empty number set", "One or more parameter values were invalid: An number set  may not be empty",
            item: ["pk": "x", "bad": .numberSet([])]),
        .put(
            "empty binary set inside a map",
            "One or more parameter values were invalid: Binary sets should not be empty",
            item: ["pk": "x", "bad": ["inner": .binarySet([])]]),
        .put(
            "duplicates in a string set",
            "One or more parameter values were invalid: Input collection [a, a] contains duplicates.",
            item: ["pk": "x", "bad": .stringSet(["a", "a"])]),
        .put(
            "duplicates in a number set", "Input collection contains duplicates",
            item: ["pk": "x", "bad": .numberSet([1, 1.0])]),
        .put("redundant parentheses", "Invalid ConditionExpression: The expression has redundant parentheses;") {
            $0.conditionExpression = "((attribute_not_exists(pk)))"
        },
        .put(
            "the same path twice in contains",
            "Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [data]"
        ) {
            $0.conditionExpression = "contains(#d, #d)"
            $0.expressionAttributeNames = ["#d": "data"]
        },
        .put(
            "values without an expression",
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null"
        ) { $0.expressionAttributeValues = [":v": "u"] },
        .put(
            "names without an expression", "ExpressionAttributeNames can only be specified when using expressions"
        ) { $0.expressionAttributeNames = ["#a": "a"] },
        .put(
            "three bad choices",
            "3 validation errors detected: Value 'INVALID' at 'returnConsumedCapacity' failed to satisfy constraint: \(enumTexts.capacity); Value 'INVALID' at 'returnItemCollectionMetrics' failed to satisfy constraint: \(enumTexts.metrics); Value 'INVALID' at 'returnValues' failed to satisfy constraint: \(enumTexts.values)"
        ) {
            $0.returnConsumedCapacity = .init(rawValue: "INVALID")
            $0.returnItemCollectionMetrics = .init(rawValue: "INVALID")
            $0.returnValues = .init(rawValue: "INVALID")
        },
        .put(
            "a bad choice and an empty table name",
            "2 validation errors detected: Value 'INVALID' at 'returnValues' failed to satisfy constraint: \(enumTexts.values); Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            table: "", item: [:]
        ) { $0.returnValues = .init(rawValue: "INVALID") },
        .put("a choice that puts do not have", "ReturnValues can only be ALL_OLD or NONE") {
            $0.returnValues = .allNew
        },
        .put("no such table", "Requested resource not found", code: .resourceNotFound, table: "absent_table"),
        .put("a one-letter table", "Requested resource not found", code: .resourceNotFound, table: "a"),
        .put(
            "no partition key", "One or more parameter values were invalid: Missing the key pk in the item",
            item: ["other": 1]),
        .put(
            "no sort key", "One or more parameter values were invalid: Missing the key sk in the item",
            table: "Composite", item: ["pk": "x"]),
        .put(
            "wrong key type",
            "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
            item: ["pk": 1]),
        .put(
            "empty key",
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            item: ["pk": ""]),
        .put(
            "long partition key",
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
            item: ["pk": .string(String(repeating: "k", count: 2049))]),
        .put(
            "long sort key",
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
            table: "Composite", item: ["pk": "x", "sk": .string(String(repeating: "k", count: 1025))]),
        .put(
            "wrong index key type",
            "One or more parameter values were invalid: Type mismatch for Index Key lsi1sk Expected: S Actual: N IndexName: lsi1",
            table: "Composite", item: ["pk": "x", "sk": "s", "lsi1sk": 1]),
        .put(
            "empty index key",
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: lsi1, IndexKey: lsi1sk",
            table: "Composite", item: ["pk": "x", "sk": "s", "lsi1sk": ""]),
        .put(
            "too large", "Item size has exceeded the maximum allowed size",
            item: ["pk": "x", "data": .string(String(repeating: "d", count: 409_600 - 6))]),
        .put(
            "nested too deep",
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
            item: ["pk": "x", "deep": nested(32)]),
        .put(
            "false condition", "The conditional request failed", code: .conditionalCheckFailed, item: ["pk": "there"]
        ) { $0.conditionExpression = "attribute_not_exists(pk)" },
    ]

    private static let updateRecordings: [Recorded] = [
        .update("syntax error", "Invalid UpdateExpression: Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\"")
        {
            $0.updateExpression = "INVALID SYNTAX HERE"
            $0.expressionAttributeValues = [":v": "v"]
        },
        .update(
            "unused name", "Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}"
        ) {
            $0.updateExpression = "SET attr1 = :v"
            $0.expressionAttributeValues = [":v": "v"]
            $0.expressionAttributeNames = ["#unused": "someattr"]
        },
        .update(
            "unused value", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}"
        ) {
            $0.updateExpression = "SET attr1 = :v"
            $0.expressionAttributeValues = [":v": "v", ":unused": "e"]
        },
        .update(
            "undefined value",
            "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v"
        ) { $0.updateExpression = "SET attr1 = :v" },
        .update(
            "values without an expression",
            "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null"
        ) { $0.expressionAttributeValues = [":v": "v"] },
        .update("empty expression", "Invalid UpdateExpression: The expression can not be empty;") {
            $0.updateExpression = ""
        },
        .update(
            "reserved word",
            "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status"
        ) {
            $0.updateExpression = "SET status = :v"
            $0.expressionAttributeValues = [":v": "v"]
        },
        .update(
            "set the key",
            "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"
        ) {
            $0.updateExpression = "SET pk = :v"
            $0.expressionAttributeValues = [":v": "n"]
        },
        .update(
            "set the sort key",
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
            table: "Composite", key: ["pk": "p", "sk": "s"]
        ) {
            $0.updateExpression = "SET sk = :v"
            $0.expressionAttributeValues = [":v": "n"]
        },
        .update(
            "set an index key to another type",
            "One or more parameter values were invalid: Type mismatch for Index Key lsi1sk Expected: S Actual: N IndexName: lsi1",
            table: "Composite", key: ["pk": "p", "sk": "s"]
        ) {
            $0.updateExpression = "SET lsi1sk = :v"
            $0.expressionAttributeValues = [":v": 1]
        },
        .update(
            "set an index key to nothing",
            "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
            table: "Composite", key: ["pk": "p", "sk": "s"]
        ) {
            $0.updateExpression = "SET lsi1sk = :v"
            $0.expressionAttributeValues = [":v": ""]
        },
        .update(
            "bad choice",
            "1 validation error detected: Value 'INVALID' at 'returnValues' failed to satisfy constraint: \(enumTexts.values)"
        ) { $0.returnValues = .init(rawValue: "INVALID") },
        .update(
            "a value nested too deep",
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
        ) {
            $0.updateExpression = "SET a = :v"
            $0.expressionAttributeValues = [":v": nested(32)]
        },
        .update("names are checked before values", "ExpressionAttributeNames must not be empty") {
            $0.updateExpression = "SET a = :v"
            $0.expressionAttributeNames = [:]
            $0.expressionAttributeValues = [":v": .stringSet([])]
        },
        .update(
            "the keys of values are checked before their content",
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\""
        ) {
            $0.updateExpression = "SET a = :v"
            $0.expressionAttributeValues = [":v": .stringSet([]), "v": 1]
        },
        .update(
            "an attribute name that is too long",
            "One or more parameter values were invalid: Attribute name is too large: it must have at most 65535 bytes, and has 65536"
        ) {
            $0.updateExpression = "SET #n = :v"
            $0.expressionAttributeNames = ["#n": String(repeating: "n", count: 65_536)]
            $0.expressionAttributeValues = [":v": 1]
        },
        .update("bad key", "The provided key element does not match the schema", key: ["pk": "x", "sk": "y"]),
        .update(
            "path into nothing", "The document path provided in the update expression is invalid for update"
        ) {
            $0.updateExpression = "SET a.b = :v"
            $0.expressionAttributeValues = [":v": 1]
        },
        .update(
            "missing source", "The provided expression refers to an attribute that does not exist in the item"
        ) { $0.updateExpression = "SET a = b" },
        .update("wrong type", "An operand in the update expression has an incorrect data type", key: ["pk": "there"]) {
            $0.updateExpression = "SET s = s + :v"
            $0.expressionAttributeValues = [":v": 1]
        },
        .update("too large", "Item size to update has exceeded the maximum allowed size", key: ["pk": "there"]) {
            $0.updateExpression = "SET big = :v"
            $0.expressionAttributeValues = [":v": .string(String(repeating: "d", count: 409_590))]
        },
        .update("false condition", "The conditional request failed", code: .conditionalCheckFailed) {
            $0.updateExpression = "SET a = :v"
            $0.conditionExpression = "attribute_exists(pk)"
            $0.expressionAttributeValues = [":v": 1]
        },
        .update(
            "the condition comes before the path", "The conditional request failed", code: .conditionalCheckFailed
        ) {
            $0.updateExpression = "SET a.b = :v"
            $0.conditionExpression = "attribute_exists(pk)"
            $0.expressionAttributeValues = [":v": 1]
        },
    ]

    private static let readRecordings: [Recorded] = [
        .get(
            "empty key",
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            key: ["pk": ""]),
        .get("wrong key type", "The provided key element does not match the schema", key: ["pk": 1]),
        .get("key of no scalar type", "The provided key element does not match the schema", key: ["pk": []]),
        .get("missing sort key", "The provided key element does not match the schema", table: "Composite"),
        .get("no such table", "Requested resource not found", code: .resourceNotFound, table: "absent_table"),
        .get(
            "overlapping paths",
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]"
        ) { $0.projectionExpression = "a, a" },
        .get(
            "overlapping aliases",
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, b]"
        ) {
            $0.projectionExpression = "#a.#b, #x.#y"
            $0.expressionAttributeNames = ["#a": "a", "#b": "b", "#x": "a", "#y": "b"]
        },
        .get("syntax error", "Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\"") {
            $0.projectionExpression = "!!! INVALID !!!"
        },
        .get(
            "path into the key",
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"
        ) { $0.projectionExpression = "pk.nested" },
        .delete(
            "empty key",
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            key: ["pk": ""]),
        .delete("wrong key type", "The provided key element does not match the schema", key: ["pk": 1]),
        .delete("key of no scalar type", "The provided key element does not match the schema", key: ["pk": []]),
        .delete("no such table", "Requested resource not found", code: .resourceNotFound, table: "absent_table"),
        .delete("a choice that deletes do not have", "ReturnValues can only be ALL_OLD or NONE") {
            $0.returnValues = .updatedNew
        },
        .query("no partition key", "Query condition missed key schema element: pk") {
            $0.keyConditionExpression = "sk = :v"
        },
        .query("another attribute", "Query condition missed key schema element: pk") {
            $0.keyConditionExpression = "attr1 = :v"
        },
        .query(
            "no condition",
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
        ) {
            $0.keyConditionExpression = nil
            $0.expressionAttributeValues = nil
        },
        .query("unused name", "Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}") {
            $0.expressionAttributeNames = ["#unused": "s"]
        },
        .query(
            "bad select",
            "1 validation error detected: Value 'INVALID_VALUE' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]"
        ) { $0.select = .init(rawValue: "INVALID_VALUE") },
        .query("consistent read of a global index", "Consistent reads are not supported on global secondary indexes") {
            $0.indexName = "gsi1"
            $0.keyConditionExpression = "lsi1sk = :v"
            $0.consistentRead = true
        },
        .query(
            "limit of nothing",
            "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
        ) { $0.limit = 0 },
        .query("empty condition", "Invalid KeyConditionExpression: The expression can not be empty;") {
            $0.keyConditionExpression = ""
        },
        .query(
            "undefined name",
            "Invalid FilterExpression: An expression attribute name used in the document path is not defined; attribute name: #missing"
        ) {
            $0.filterExpression = "#missing = :fv"
            $0.expressionAttributeValues = [":v": "v", ":fv": "x"]
        },
        .query("nested key path", "KeyConditionExpressions cannot have conditions on nested attributes") {
            $0.keyConditionExpression = "#pk = :pk AND #sk.foo = :v"
            $0.expressionAttributeNames = ["#pk": "pk", "#sk": "sk"]
            $0.expressionAttributeValues = [":pk": "v", ":v": "x"]
        },
        .query(
            "long partition key",
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes"
        ) { $0.expressionAttributeValues = [":v": .string(String(repeating: "k", count: 2049))] },
        .query("no such index", "The table does not have the specified index: nope") { $0.indexName = "nope" },
        .query("range of partitions", "Query key condition not supported") { $0.keyConditionExpression = "pk > :v" },
        .query(
            "wrong type of value",
            "One or more parameter values were invalid: Condition parameter type does not match schema type"
        ) { $0.expressionAttributeValues = [":v": 1] },
        .query("or", "Invalid operator used in KeyConditionExpression: OR") {
            $0.keyConditionExpression = "pk = :v OR sk = :v"
        },
        .query(
            "filter on a key attribute",
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk"
        ) { $0.filterExpression = "sk = :v" },
        .query(
            "projection of what the index lacks",
            "One or more parameter values were invalid: Global secondary index gsi2 does not project [body]"
        ) {
            $0.indexName = "gsi2"
            $0.keyConditionExpression = "#g = :v"
            $0.expressionAttributeNames = ["#g": "group"]
            $0.projectionExpression = "body"
        },
        .query(
            "all attributes of an index that lacks some",
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index gsi2 because its projection type is not ALL"
        ) {
            $0.indexName = "gsi2"
            $0.keyConditionExpression = "#g = :v"
            $0.expressionAttributeNames = ["#g": "group"]
            $0.select = .allAttributes
        },
        .query(
            "projection and count", "Cannot specify the ProjectionExpression when choosing to get COUNT"
        ) {
            $0.projectionExpression = "a"
            $0.select = .count
        },
        .query(
            "specific attributes without a projection",
            "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES"
        ) { $0.select = .specificAttributes },
        .query(
            "projected attributes of a table",
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"
        ) { $0.select = .allProjectedAttributes },
        .query("start key of another form", "The provided starting key is invalid") {
            $0.exclusiveStartKey = ["pk": "v"]
        },
        .query(
            "start key of another partition",
            "The provided starting key is outside query boundaries based on provided conditions"
        ) { $0.exclusiveStartKey = ["pk": "w", "sk": "s"] },
        .query("start key outside the range", "The provided starting key does not match the range key predicate") {
            $0.keyConditionExpression = "pk = :v AND sk > :v"
            $0.exclusiveStartKey = ["pk": "v", "sk": "a"]
        },
        .scan("no such table", "Requested resource not found", code: .resourceNotFound) {
            $0.tableName = "absent_table"
        },
        .scan(
            "segment without total",
            "The TotalSegments parameter is required but was not present in the request when Segment parameter is present"
        ) { $0.segment = 0 },
        .scan(
            "segment beyond the total",
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5"
        ) {
            $0.segment = 5
            $0.totalSegments = 5
        },
        .scan(
            "total without segment",
            "The Segment parameter is required but was not present in the request when parameter TotalSegments is present"
        ) { $0.totalSegments = 4 },
        .scan(
            "limit of nothing",
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
        ) { $0.limit = 0 },
        .scan(
            "negative segment",
            "1 validation error detected: Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0"
        ) {
            $0.segment = -1
            $0.totalSegments = 2
        },
        .scan(
            "start key of another form",
            "The provided starting key is invalid: The provided key element does not match the schema"
        ) { $0.exclusiveStartKey = ["pk": "a", "sk": "b"] },
    ]

    private static let batchRecordings: [Recorded] = [
        Recorded("get nothing", "The requestItems parameter is required for BatchGetItem") {
            database throws(DynamoDBError) in _ = try await database.batchGetItem(BatchGetItemInput(requestItems: [:]))
        },
        Recorded("write nothing", "The requestItems parameter is required for BatchWriteItem") {
            database throws(DynamoDBError) in
            _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: [:]))
        },
        Recorded(
            "get 101 keys",
            "1 validation error detected: Value at 'RequestItems.Hash.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100"
        ) { database throws(DynamoDBError) in
            let keys: [Item] = (0...100).map { ["pk": "\($0)"] }
            _ = try await database.batchGetItem(BatchGetItemInput(requestItems: ["Hash": .init(keys: keys)]))
        },
        Recorded("get one key twice", "Provided list of item keys contains duplicates") {
            database throws(DynamoDBError) in
            _ = try await database.batchGetItem(
                BatchGetItemInput(requestItems: ["Hash": .init(keys: [["pk": "x"], ["pk": "x"]])]))
        },
        Recorded("write one key twice", "Provided list of item keys contains duplicates") {
            database throws(DynamoDBError) in
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["Hash": [.put(["pk": "x"]), .delete(key: ["pk": "x"])]]))
        },
        Recorded("write a wrong key", "The provided key element does not match the schema") {
            database throws(DynamoDBError) in
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["Hash": [.put(["pk": 1])]]))
        },
        Recorded(
            "write nothing to a table",
            "1 validation error detected: Value '{Hash=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]"
        ) { database throws(DynamoDBError) in
            _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: ["Hash": []]))
        },
        Recorded("write to no table", "Requested resource not found", code: .resourceNotFound) {
            database throws(DynamoDBError) in
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["absent_table": [.put(["pk": "x"])]]))
        },
        Recorded("get from no table", "Requested resource not found", code: .resourceNotFound) {
            database throws(DynamoDBError) in
            _ = try await database.batchGetItem(
                BatchGetItemInput(requestItems: ["absent_table": .init(keys: [["pk": "x"]])]))
        },
        Recorded("26 writes to two tables", "Too many items requested for the BatchWriteItem call") {
            database throws(DynamoDBError) in
            let writes: [WriteRequest] = (0..<13).map { .put(["pk": "\($0)", "sk": "s"]) }
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["Hash": writes, "Composite": writes]))
        },
    ]

    private static let tableRecordings: [Recorded] = [
        Recorded(
            "delete no table", "Requested resource not found: Table: non-existent not found", code: .resourceNotFound
        ) { database throws(DynamoDBError) in
            _ = try await database.deleteTable(DeleteTableInput(tableName: "non-existent"))
        },
        Recorded(
            "describe no table", "Requested resource not found: Table: non-existent not found", code: .resourceNotFound
        ) { database throws(DynamoDBError) in
            _ = try await database.describeTable(DescribeTableInput(tableName: "non-existent"))
        },
        Recorded("create a table twice", "Table already exists: Hash", code: .resourceInUse) {
            database throws(DynamoDBError) in _ = try await database.createTable(Fixtures.hash)
        },
        .create(
            "short name",
            "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3"
        ) { $0.tableName = "ab" },
        .create("one attribute for both keys", "Invalid KeySchema: Some index key attribute have no definition") {
            $0.keySchema.append(.init(attributeName: "pk", keyType: .range))
        },
        .create(
            "an index without keys",
            "1 validation error detected: Value '[]' at 'globalSecondaryIndexes.1.member.keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1"
        ) { $0.globalSecondaryIndexes = [.init(indexName: "index", keySchema: [], projection: .all)] },
        .create(
            "bad key type",
            "1 validation error detected: Value 'INVALID' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]"
        ) { $0.keySchema[0].keyType = .init(rawValue: "INVALID") },
        .create(
            "bad attribute type",
            "1 validation error detected: Value 'INVALID' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]"
        ) { $0.attributeDefinitions[0].attributeType = .init(rawValue: "INVALID") },
        .create(
            "undefined key",
            "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [pk]"
        ) { $0.keySchema[0].attributeName = "id" },
        .create(
            "spare definition",
            "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
        ) { $0.attributeDefinitions.append(.init(attributeName: "spare", attributeType: .string)) },
        .create(
            "local index without a sort key in the table",
            "One or more parameter values were invalid: Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex"
        ) {
            $0.attributeDefinitions.append(.init(attributeName: "l", attributeType: .string))
            $0.localSecondaryIndexes = [
                .init(
                    indexName: "lsi1",
                    keySchema: [
                        .init(attributeName: "pk", keyType: .hash), .init(attributeName: "l", keyType: .range),
                    ])
            ]
        },
        .create("two indexes of one name", "One or more parameter values were invalid: Duplicate index name: sameIndex")
        {
            $0.attributeDefinitions.append(.init(attributeName: "g", attributeType: .string))
            let index = GlobalSecondaryIndex(
                indexName: "sameIndex", keySchema: [.init(attributeName: "g", keyType: .hash)],
                provisionedThroughput: .init(readCapacityUnits: 1, writeCapacityUnits: 1))
            $0.globalSecondaryIndexes = [index, index]
        },
        .create(
            "throughput by request",
            "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"
        ) { $0.billingMode = .payPerRequest },
        .create(
            "no throughput",
            "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"
        ) { $0.provisionedThroughput = nil },
        .create(
            "a projection of nothing",
            "One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified"
        ) {
            $0.attributeDefinitions.append(.init(attributeName: "g", attributeType: .string))
            $0.globalSecondaryIndexes = [
                .init(
                    indexName: "gsi", keySchema: [.init(attributeName: "g", keyType: .hash)],
                    projection: .init(projectionType: .include),
                    provisionedThroughput: .init(readCapacityUnits: 1, writeCapacityUnits: 1))
            ]
        },
        Recorded(
            "delete a protected table",
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first."
        ) { database throws(DynamoDBError) in
            var input = CreateTableInput(tableName: "protected", partitionKey: .string("pk"))
            input.deletionProtectionEnabled = true
            _ = try await database.createTable(input)
            _ = try await database.deleteTable(DeleteTableInput(tableName: "protected"))
        },
        Recorded(
            "list none",
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
        ) { database throws(DynamoDBError) in _ = try await database.listTables(ListTablesInput(limit: 0)) },
    ]
}
