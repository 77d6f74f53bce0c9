// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import InMemoryTracing
    import Logging
    import MetricsTestKit
    import RemoteTestSupport
    import TestSupport
    import Testing
    import Tracing

    /// What logs, metrics and spans say of a call, and that they say nothing where they are off.
    struct ObservabilityTests {
        private static let read = GetItemInput(
            tableName: "Things", key: ["pk": "hidden-key"], returnConsumedCapacity: .total)
        private static let answer = AnsweringTransport.success(
            #"{"Item":{"pk":{"S":"hidden-key"},"v":{"S":"hidden-value"}},"ConsumedCapacity":{"TableName":"Things","CapacityUnits":1.5}}"#
        )

        private static func remote(
            _ answers: [AnsweringTransport.Answer], _ observer: CallObserver
        ) -> RemoteDatabase {
            RemoteDatabase(
                loop: CallLoop(
                    transport: AnsweringTransport(answers), credentials: TestCredentials(), endpoints: FixedEndpoint(),
                    environment: .test()),
                observer: observer)
        }

        /// Two calls: one that succeeds at its third attempt, and one that fails.
        private static func twoCalls(_ observer: CallObserver) async throws {
            let remote = Self.remote(
                [
                    AnsweringTransport.refusal(400, "ThrottlingException"),
                    AnsweringTransport.refusal(500, "InternalServerError"), Self.answer,
                    AnsweringTransport.refusal(400, "ResourceNotFoundException"),
                ], observer)
            _ = try await remote.getItem(Self.read)
            await #expect(throws: DynamoDBError.self) { try await remote.getItem(Self.read) }
        }

        @Test func `metrics count attempts, throttles, failures, capacity and time, by operation`() async throws {
            let metrics = TestMetrics()
            try await Self.twoCalls(CallObserver(metrics: metrics))
            let dimensions = [("operation", "GetItem")]
            #expect(try metrics.expectCounter("dynamodb_attempts", dimensions).totalValue == 4)
            #expect(try metrics.expectCounter("dynamodb_throttles", dimensions).totalValue == 1)
            #expect(try metrics.expectCounter("dynamodb_failures", dimensions).totalValue == 1)
            // swift-metrics hands on whole numbers, and keeps the rest for later.
            #expect(try metrics.expectCounter("dynamodb_consumed_capacity", dimensions).totalValue == 1)
            #expect(try metrics.expectTimer("dynamodb_call_duration", dimensions).values.count == 2)
            for counter in metrics.counters
            where !counter.dimensions.contains(where: { $0 == ("operation", "GetItem") }) {
                #expect(counter.totalValue == 0, "\(counter.label) \(counter.dimensions)")
            }
        }

        @Test func `a span has OpenTelemetry's attributes of a database call`() async throws {
            let tracer = InMemoryTracer()
            try await Self.twoCalls(CallObserver(tracer: tracer))
            let spans = tracer.finishedSpans
            #expect(spans.count == 2)
            let (success, failure) = (try #require(spans.first), try #require(spans.last))
            #expect(success.operationName == "GetItem Things")
            #expect(success.kind == .client)
            let attributes = success.attributes
            #expect(attributes.get("db.system.name") == .string("aws.dynamodb"))
            #expect(attributes.get("db.operation.name") == .string("GetItem"))
            #expect(attributes.get("db.collection.name") == .string("Things"))
            #expect(attributes.get("aws.dynamodb.table_names") == .stringArray(["Things"]))
            #expect(attributes.get("server.address") == .string("localhost"))
            #expect(attributes.get("server.port") == .int64(8000))
            #expect(attributes.get("aws.request_id") == .string("REQUEST"))
            #expect(success.status == nil)
            #expect(success.events.map(\.name) == ["retry", "retry"])
            #expect(failure.attributes.get("error.type") == .string("ResourceNotFoundException"))
            #expect(failure.status?.code == .error)
            #expect(tracer.activeSpans.isEmpty)
        }

        @Test func `an operation on several tables names no one collection`() async throws {
            let tracer = InMemoryTracer()
            let remote = Self.remote([AnsweringTransport.success("{}")], CallObserver(tracer: tracer))
            _ = try await remote.batchGetItem(
                BatchGetItemInput(requestItems: [
                    "B": KeysAndAttributes(keys: [["pk": "x"]]), "A": KeysAndAttributes(keys: [["pk": "x"]]),
                ]))
            let span = try #require(tracer.finishedSpans.first)
            #expect(span.operationName == "BatchGetItem")
            #expect(span.attributes.get("db.collection.name") == nil)
            #expect(span.attributes.get("aws.dynamodb.table_names") == .stringArray(["A", "B"]))
        }

        @Test func `logs tell operation, table, attempts, request and capacity, and no value`() async throws {
            let log = TestLog()
            try await Self.twoCalls(CallObserver(logger: log.logger))
            let lines = log.lines
            #expect(lines.count { $0.hasPrefix("DynamoDB attempt ended") } == 4)
            #expect(lines.count { $0.hasPrefix("DynamoDB request is sent again") } == 2)
            let ends = lines.filter { $0.hasPrefix("DynamoDB call ended") }
            #expect(ends.count == 2)
            for fact in [
                #""operation": GetItem"#, #""table": Things"#, #""attempts": 3"#, "REQUEST", #""capacity": 1.5"#,
            ] {
                #expect(ends.first?.contains(fact) == true, "\(fact) in \(ends)")
            }
            #expect(ends.last?.contains("ResourceNotFoundException") == true)
            #expect(!lines.contains { $0.contains("hidden") || $0.contains("wJalrXUtnFEMI") })
        }

        @Test func `values are logged if that is asked for, and credentials even then are not`() async throws {
            let log = TestLog()
            let remote = Self.remote([Self.answer], CallObserver(logger: log.logger, logsValues: true))
            _ = try await remote.getItem(Self.read)
            let values = log.lines.filter { $0.hasPrefix("DynamoDB values") }
            #expect(values.count == 1)
            #expect(values.first?.contains("hidden-key") == true && values.first?.contains("hidden-value") == true)
            #expect(!log.lines.contains { $0.contains("AKIDEXAMPLE") || $0.contains("Signature") })
        }

        @Test func `nothing is told where nothing is on`() async throws {
            let log = TestLog()
            var quiet = log.logger
            quiet.logLevel = .info
            try await Self.twoCalls(CallObserver(logger: quiet, logsValues: true))
            #expect(log.lines.isEmpty)
            let observation = CallObserver().begin(
                RemoteCall(operation: .getItem, tables: ["Things"], body: [], effect: .none))
            #expect(observation == nil)
        }
    }
#endif
