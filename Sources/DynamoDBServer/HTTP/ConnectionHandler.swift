// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    package import NIOCore
    package import NIOHTTP1

    /// The last handler of a connection: it collects requests, hands out one after the other, and sends their answers.
    ///
    /// Everything happens on the connection's event loop, also what the task does that answers the requests.
    package final class ConnectionHandler: ChannelDuplexHandler {
        package typealias InboundIn = HTTPServerRequestPart
        package typealias OutboundIn = ByteBuffer
        package typealias OutboundOut = ByteBuffer

        private enum Phase {
            /// Between two requests.
            case waiting
            case receiving(IncomingRequest)
            /// The task has a whole request, or takes it soon.
            case answering
            /// The client has not taken enough of the answer yet.
            case delivering
            /// The last answer was given; what still comes is thrown away.
            case ending
        }

        private enum Arrival {
            case part(HTTPServerRequestPart)
            /// What follows is no HTTP.
            case rubbish
            /// The client sends no more.
            case end
        }

        private let settings: ConnectionSettings
        private var context: ChannelHandlerContext?
        private var phase = Phase.waiting
        /// What came in one piece with a request that is being answered. Nothing more is read meanwhile.
        private var arrivals: CircularBuffer<Arrival> = []
        private var holdsRead = false
        /// A whole request, if it came before the task asked for one.
        private var ready: IncomingRequest?
        private var taker: CheckedContinuation<IncomingRequest?, Never>?
        private var isShuttingDown = false
        /// Whether the client is not waited for any more.
        private var isCancelled = false
        /// How many bytes of the budget an answer takes that the client has not.
        private var heldBytes = 0

        private var lastActivity = NIODeadline.uptimeNanoseconds(0)
        private var idleCheck: Scheduled<Void>?
        /// When the body must be there, or what is left of a refused one is no longer waited for.
        private var deadline: Scheduled<Void>?

        package init(_ settings: ConnectionSettings) {
            self.settings = settings
        }

        /// The service refuses longer headers too.
        private static let limits = {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = 16 * 1024
            limits.maxHeaderListSize = 16 * 1024
            limits.maxHeaderFieldCount = 200
            return limits
        }()

        /// Adds it to the handlers of a connection, and what else the connection needs.
        package func addWithOthers(to pipeline: ChannelPipeline.SynchronousOperations) throws {
            try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: Self.limits)))
            try pipeline.addHandler(UntakenAnswerHandler(timeout: self.settings.deliveryTimeout))
            try pipeline.addHandler(self)
        }

        package func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
            self.lastActivity = context.eventLoop.now
            self.scheduleIdleCheck(in: self.settings.idleTimeout)
        }

        package func handlerRemoved(context: ChannelHandlerContext) { self.finish() }

        package func channelInactive(context: ChannelHandlerContext) {
            self.finish()
            context.fireChannelInactive()
        }

        private func finish() {
            self.idleCheck?.cancel()
            self.deadline?.cancel()
            if case .receiving(let request) = self.phase { self.settings.giveBack(request) }
            if let ready { self.settings.giveBack(ready) }
            self.release()
            self.context = nil
            self.phase = .ending
            self.ready = nil
            self.arrivals.removeAll()
            self.taker.take()?.resume(returning: nil)
        }
    }

    // MARK: - What the task does

    extension ConnectionHandler {
        /// Whether a request waits to be taken.
        package var hasRequest: Bool { self.ready != nil }

        /// The next request as soon as it is whole; `nil` if there is none any more. The one before must be answered.
        package func next() async -> IncomingRequest? {
            await withCheckedContinuation { continuation in
                // Looked at in here: the task may have left the event loop for a moment before this is called.
                if self.ready == nil, self.context != nil {
                    self.taker = continuation
                } else {
                    continuation.resume(returning: self.ready.take())
                }
            }
        }

        /// Sends the answer to the request that was taken last.
        package func send(_ answer: RequestRouter.Response, to request: IncomingRequest) {
            self.settings.giveBack(request)
            guard let context, case .answering = self.phase else { return }
            self.lastActivity = context.eventLoop.now
            let isLast =
                !request.keepsConnection || self.isCancelled || self.isShuttingDown && self.arrivals.isEmpty
            let bytes = AnswerBytes.encode(
                answer, date: self.settings.date.now, hasBody: !request.isHead,
                connection: isLast ? .closed : request.isOld ? .keptOpen : .open)
            if isLast { return self.end(with: bytes, context) { $0.close(promise: nil) } }
            self.phase = .delivering
            let length = bytes.readableBytes
            context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: nil)
            self.goOnIfDelivered()
            if case .delivering = self.phase { self.hold(length, context) }
        }

        /// Closes the connection, as the task is cancelled. An answer that is being found is still sent, if the client takes it
        /// at once.
        package func cancel() {
            self.isCancelled = true
            if case .answering = self.phase { return }
            self.context?.close(promise: nil)
        }
    }

    // MARK: - What the client does

    extension ConnectionHandler {
        package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            self.arrived(.part(Self.unwrapInboundIn(data)), context)
        }

        package func channelReadComplete(context: ChannelHandlerContext) {
            self.encourage(context)
            context.fireChannelReadComplete()
        }

        package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            switch event {
            case is ChannelShouldQuiesceEvent:
                self.isShuttingDown = true
                if case .waiting = self.phase { context.close(promise: nil) }
            case ChannelEvent.inputClosed: self.arrived(.end, context)
            default: context.fireUserInboundEventTriggered(event)
            }
        }

        package func errorCaught(context: ChannelHandlerContext, error: any Error) {
            switch error {
            case is HTTPParserError: self.arrived(.rubbish, context)
            // More of it. To close now would take the refusal from the client.
            case is ByteToMessageDecoderError: break
            default: context.close(promise: nil)
            }
        }

        package func read(context: ChannelHandlerContext) {
            if self.arrivals.isEmpty { context.read() } else { self.holdsRead = true }
        }

        package func channelWritabilityChanged(context: ChannelHandlerContext) {
            self.lastActivity = context.eventLoop.now
            self.goOnIfDelivered()
            context.fireChannelWritabilityChanged()
        }

        private func arrived(_ arrival: Arrival, _ context: ChannelHandlerContext) {
            switch self.phase {
            case .answering, .delivering: self.arrivals.append(arrival)
            default: self.take(arrival, context)
            }
        }

        private func take(_ arrival: Arrival, _ context: ChannelHandlerContext) {
            switch (arrival, self.phase) {
            case (.part(.head(let head)), .waiting): self.begin(IncomingRequest(head), context)
            case (.part(.body(let bytes)), .receiving(let request)):
                // Nobody else may hold the request, or its body would be copied for each piece that is added.
                self.phase = .waiting
                self.add(bytes, to: consume request, context)
            case (.part(.end), .receiving(let request)):
                self.deadline?.cancel()
                self.deadline = nil
                self.phase = .answering
                if let taker = self.taker.take() { taker.resume(returning: request) } else { self.ready = request }
            case (.rubbish, .waiting): self.refuse(RequestRouter.Response(status: 400), context)
            case (.rubbish, .receiving(let request)):
                self.settings.giveBack(request)
                self.refuse(RequestRouter.Response(status: 400), context)
            case (.end, .waiting): context.close(promise: nil)
            // What is left is thrown away. The answer may still be on its way, and its end closes the connection.
            default: break
            }
        }

        private func begin(_ request: IncomingRequest, _ context: ChannelHandlerContext) {
            self.lastActivity = context.eventLoop.now
            if let length = request.length, length > RequestRouter.maximumBodySize {
                return self.refuse(RequestRouter.Response(status: 413), context)
            }
            if let status = request.refusal { return self.refuse(RequestRouter.Response(status: status), context) }
            self.phase = .receiving(request)
        }

        private func add(
            _ bytes: ByteBuffer, to incoming: consuming IncomingRequest, _ context: ChannelHandlerContext
        ) {
            var request = incoming
            self.lastActivity = context.eventLoop.now
            guard request.length(with: bytes) <= RequestRouter.maximumBodySize else {
                self.settings.giveBack(request)
                return self.refuse(RequestRouter.Response(status: 413), context)
            }
            guard self.settings.budget.take(bytes.readableBytes) else {
                self.settings.giveBack(request)
                return self.refuse(ConnectionSettings.busy, context)
            }
            request.append(bytes)
            if self.deadline == nil, !request.isWhole { self.close(in: self.settings.arrivalTimeout, context) }
            self.phase = .receiving(request)
        }
    }

    // MARK: - What follows

    extension ConnectionHandler {
        /// Turns to what came meanwhile, once the client has taken enough of the answer.
        private func goOnIfDelivered() {
            guard let context, case .delivering = self.phase, context.channel.isWritable else { return }
            self.release()
            self.phase = .waiting
            loop: while let arrival = self.arrivals.popFirst() {
                self.take(arrival, context)
                if case .answering = self.phase { break loop }
            }
            self.encourage(context)
            if self.isShuttingDown, case .waiting = self.phase { return context.close(promise: nil) }
            self.readOn(context)
        }

        private func readOn(_ context: ChannelHandlerContext) {
            guard self.holdsRead, self.arrivals.isEmpty else { return }
            self.holdsRead = false
            context.read()
        }

        /// Tells a client that waits for it to send the body, unless that has come already.
        private func encourage(_ context: ChannelHandlerContext) {
            guard case .receiving(var request) = self.phase, request.expectation == .continuation else { return }
            request.noteContinuation()
            self.phase = .receiving(request)
            context.writeAndFlush(Self.wrapOutboundOut(AnswerBytes.continuation), promise: nil)
        }

        /// Answers a request that is not read to its end.
        private func refuse(_ answer: RequestRouter.Response, _ context: ChannelHandlerContext) {
            let bytes = AnswerBytes.encode(answer, date: self.settings.date.now, connection: .closed)
            self.end(with: bytes, context) { context in
                // To close at once, with bytes unread, could take the answer from the client.
                context.close(mode: .output, promise: nil)
                self.close(in: ConnectionSettings.patience, context)
            }
        }

        /// Sends the last answer.
        private func end(
            with bytes: ByteBuffer, _ context: ChannelHandlerContext,
            then completion: @escaping (ChannelHandlerContext) -> Void
        ) {
            self.phase = .ending
            self.deadline?.cancel()
            self.arrivals.removeAll()
            let length = bytes.readableBytes
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in
                if let context = self.context { completion(context) }
            }
            context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: sent)
            if self.isCancelled { self.context?.close(promise: nil) }
            if let context = self.context, !context.channel.isWritable { self.hold(length, context) }
            self.readOn(context)
        }

        /// Counts an answer that the client does not take at once. Where there is no room for it, it is given up, as all
        /// clients that take nothing could hold more than there is memory.
        private func hold(_ length: Int, _ context: ChannelHandlerContext) {
            guard self.settings.undelivered.take(length) else { return context.close(promise: nil) }
            self.heldBytes += length
        }

        private func release() {
            guard self.heldBytes > 0 else { return }
            self.settings.undelivered.giveBack(self.heldBytes)
            self.heldBytes = 0
        }

        private func close(in time: TimeAmount, _ context: ChannelHandlerContext) {
            self.deadline?.cancel()
            self.deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
                self.context?.close(promise: nil)
            }
        }

        private func scheduleIdleCheck(in time: TimeAmount) {
            self.idleCheck = self.context?.eventLoop.assumeIsolated().scheduleTask(in: time) { self.checkIdle() }
        }

        private func checkIdle() {
            guard let context else { return }
            let rest = self.lastActivity + self.settings.idleTimeout - context.eventLoop.now
            switch self.phase {
            // These take the time that they need, and that ``UntakenAnswerHandler`` gives. But a connection that was
            // accepted just as the server was cancelled has no task: nobody takes its request.
            case .answering where self.ready == nil || !self.settings.end.hasCome, .delivering:
                self.scheduleIdleCheck(in: self.settings.idleTimeout)
            case .ending where !context.channel.isWritable: self.scheduleIdleCheck(in: self.settings.idleTimeout)
            default: if rest > .zero { self.scheduleIdleCheck(in: rest) } else { context.close(promise: nil) }
            }
        }
    }
#endif
