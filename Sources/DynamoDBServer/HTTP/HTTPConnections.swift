// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import HummingbirdCore
    internal import Logging
    internal import NIOCore

    /// Connections of HTTP/1.1 whose requests the router answers: one task for each connection, on its event loop.
    ///
    /// What costs microseconds is done there, as a change of thread would cost more. What may take longer is done on
    /// Swift's own threads, so that it holds up no other connection.
    struct HTTPConnections: ServerChildChannel {
        /// A connection, as the server hands it to its task.
        struct Connection: ServerChildChannelValue {
            let channel: any Channel
            let handler: NIOLoopBound<ConnectionHandler>
        }

        private let router: RequestRouter
        private let settings: ConnectionSettings

        init(_ router: RequestRouter, configuration: DynamoDBHTTPServer.Configuration) {
            self.settings = ConnectionSettings(configuration)
            var router = router
            router.contentBudget = self.settings.budget
            self.router = router
        }

        /// Notes that no further connection gets a task.
        func noteEnd() { self.settings.end.note() }

        func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
            channel.eventLoop.makeCompletedFuture {
                let handler = ConnectionHandler(self.settings)
                try handler.addWithOthers(to: channel.pipeline.syncOperations)
                return Connection(channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
            }
        }

        func handle(value: Connection, logger: Logger) async {
            await withTaskCancellationHandler {
                await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
                    await self.serve(value.handler.value, logger)
                }
            } onCancel: {
                value.channel.eventLoop.execute { value.handler.value.cancel() }
            }
        }

        private func serve(_ connection: ConnectionHandler, _ logger: Logger) async {
            let isLogging = logger.logLevel <= .debug
            while let request = await connection.next() {
                let start = isLogging ? ContinuousClock.now : nil
                let answer = await self.answer(request)
                if let start { Self.log(request, answer, start.duration(to: .now), logger) }
                connection.send(answer, to: request)
            }
        }

        private func answer(_ request: IncomingRequest) async -> RequestRouter.Response {
            if request.isQuick { return await self.router.answer(request.request) }
            return await withTaskExecutorPreference(globalConcurrentExecutor) {
                await self.router.answer(request.request)
            }
        }

        private static func log(
            _ request: IncomingRequest, _ answer: RequestRouter.Response, _ duration: Duration, _ logger: Logger
        ) {
            logger.debug(
                "request",
                metadata: [
                    "target": "\(request.request.header("x-amz-target") ?? "")", "status": "\(answer.status)",
                    "duration": "\(duration)",
                ])
        }
    }
#endif
