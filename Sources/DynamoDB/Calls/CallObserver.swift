// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore
    package import Logging
    package import Metrics
    package import Tracing

    /// Tells logs, metrics and traces what calls do; each of them is off where it is `nil`, and costs nothing then.
    package struct CallObserver: Sendable {
        private let logger: Logger?
        private let logsValues: Bool
        private let tracer: (any Tracer)?
        private let meters: [OperationName: Meters]

        /// The metrics of one operation.
        fileprivate struct Meters: Sendable {
            let duration: Timer
            let attempts: Counter
            let throttles: Counter
            let failures: Counter
            let capacity: FloatingPointCounter
        }

        /// - Parameter logsValues: Whether the bodies of requests and answers are logged, with all items.
        package init(
            logger: Logger? = nil, logsValues: Bool = false, metrics: (any MetricsFactory)? = nil,
            tracer: (any Tracer)? = nil
        ) {
            self.logger = logger
            self.logsValues = logsValues
            self.tracer = tracer
            guard let metrics else {
                self.meters = [:]
                return
            }
            var meters: [OperationName: Meters] = [:]
            for operation in OperationName.allCases {
                let dimensions = [("operation", operation.rawValue)]
                meters[operation] = Meters(
                    duration: Timer(
                        label: "dynamodb_call_duration", dimensions: dimensions, factory: metrics),
                    attempts: Counter(label: "dynamodb_attempts", dimensions: dimensions, factory: metrics),
                    throttles: Counter(label: "dynamodb_throttles", dimensions: dimensions, factory: metrics),
                    failures: Counter(label: "dynamodb_failures", dimensions: dimensions, factory: metrics),
                    capacity: FloatingPointCounter(
                        label: "dynamodb_consumed_capacity", dimensions: dimensions, factory: metrics))
            }
            self.meters = meters
        }

        /// Begins to watch a call; `nil` if nobody wants to know.
        package func begin(_ call: RemoteCall) -> CallObservation? {
            guard self.logger != nil || self.tracer != nil || !self.meters.isEmpty else { return nil }
            var span: (any Span)?
            if let tracer {
                // An operation on several tables has no one collection.
                let table = Set(call.tables).count == 1 ? call.tables.first : nil
                let started = tracer.startSpan(
                    table.map { "\(call.operation.rawValue) \($0)" } ?? call.operation.rawValue, ofKind: .client)
                started.attributes["db.system.name"] = "aws.dynamodb"
                started.attributes["db.operation.name"] = call.operation.rawValue
                if let table { started.attributes["db.collection.name"] = table }
                started.attributes["aws.dynamodb.table_names"] = SpanAttribute.stringArray(call.tables)
                span = started
            }
            return CallObservation(
                call: call, logger: self.logger, logsValues: self.logsValues,
                meters: self.meters.isEmpty ? nil : self.meters[call.operation],
                span: span,
                start: self.meters.isEmpty && self.logger == nil ? nil : ContinuousClock.now)
        }
    }

    /// One call that is watched.
    package struct CallObservation: Sendable {
        fileprivate let call: RemoteCall
        fileprivate let logger: Logger?
        fileprivate let logsValues: Bool
        fileprivate let meters: CallObserver.Meters?
        fileprivate let span: (any Span)?
        fileprivate let start: ContinuousClock.Instant?

        /// Notes an attempt that has ended.
        ///
        /// - Parameter secrets: What is in no log, though the service cites it.
        package func attempt(
            _ number: Int, _ result: AttemptResult, duration: Double, origin: HTTPOrigin,
            secrets: @autoclosure () -> [String?]
        ) {
            self.meters?.attempts.increment()
            if result.failureClass == .throttling { self.meters?.throttles.increment() }
            if let span {
                span.attributes["server.address"] = origin.host
                span.attributes["server.port"] = origin.port
            }
            guard let logger, logger.logLevel <= .trace else { return }
            logger.trace(
                "DynamoDB attempt ended",
                metadata: [
                    "operation": "\(self.call.operation.rawValue)", "table": "\(self.call.tables.first ?? "")",
                    "attempt": "\(number)", "duration": "\(duration)",
                    "result": "\(result.failureClass.map { "\($0)" } ?? "success")",
                ])
            guard self.logsValues else { return }
            logger.trace(
                "DynamoDB values",
                metadata: [
                    "operation": "\(self.call.operation.rawValue)", "attempt": "\(number)",
                    "request": "\(String(decoding: self.call.body, as: UTF8.self))",
                    "answer": "\(Redaction.replace(secrets(), in: result.text))",
                ])
        }

        /// Notes that another attempt will be made.
        package func retrying(after delay: Duration, _ failureClass: FailureClass) {
            self.span?.addEvent("retry")
            guard let logger, logger.logLevel <= .debug else { return }
            logger.debug(
                "DynamoDB request is sent again",
                metadata: [
                    "operation": "\(self.call.operation.rawValue)", "table": "\(self.call.tables.first ?? "")",
                    "reason": "\(failureClass)", "delay": "\(delay)",
                ])
        }

        /// Notes the answer.
        ///
        /// - Parameter units: What the call consumed, where its answer says so.
        package func end(_ answer: CallAnswer, consumed units: Double?) {
            if let units { self.meters?.capacity.increment(by: units) }
            self.end(attempts: answer.attempts, requestID: answer.requestID, units: units, error: nil)
        }

        /// Notes the failure.
        package func end(_ failure: CallFailure) {
            self.end(attempts: failure.attempts, requestID: failure.error.requestID, units: nil, error: failure.error)
        }

        private func end(attempts: Int, requestID: String?, units: Double?, error: DynamoDBError?) {
            let duration = self.start.map { ContinuousClock.now - $0 }
            if let duration, let meters {
                meters.duration.recordSeconds(duration.inSeconds)
                if error != nil { meters.failures.increment() }
            }
            if let span {
                if let requestID { span.attributes["aws.request_id"] = requestID }
                if attempts > 1 { span.attributes["aws.attempts"] = attempts }
                if let error {
                    span.attributes["error.type"] = error.code.description
                    span.setStatus(SpanStatus(code: .error))
                }
                span.end()
            }
            guard let logger, logger.logLevel <= .debug else { return }
            var metadata: Logger.Metadata = [
                "operation": "\(self.call.operation.rawValue)", "table": "\(self.call.tables.first ?? "")",
                "attempts": "\(attempts)", "request_id": "\(requestID ?? "")",
                "duration": "\(duration?.inSeconds ?? 0)", "result": "\(error?.code.description ?? "success")",
            ]
            if let units { metadata["capacity"] = "\(units)" }
            logger.debug("DynamoDB call ended", metadata: metadata)
        }
    }

    extension AttemptResult {
        /// What came back, with all values.
        fileprivate var text: String {
            switch self {
            case .success(let body, _): String(decoding: body, as: UTF8.self)
            case .refused(let failure):
                (failure.body.message ?? "") + (failure.body.item.map { " \($0)" } ?? "")
            case .invalid(let message, _, _): message
            case .damaged: Self.damage
            case .failed(let failure): failure.message
            }
        }
    }
#endif
