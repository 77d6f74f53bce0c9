// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import HTTPTypes
    internal import Hummingbird
    internal import HummingbirdCore
    internal import Logging
    internal import NIOCore

    /// Takes the body of a request from its connection, lets the router answer, and gives back what to send.
    struct HTTPResponder: Hummingbird.HTTPResponder {
        /// The connection of a request.
        struct Context: InitializableFromSource {
            let channel: any Channel
            let logger: Logger

            init(source: ApplicationRequestContextSource) {
                self.channel = source.channel
                self.logger = source.logger
            }
        }

        /// How long what is left of a body that is too long is read and thrown away, so that the client sees the answer.
        private static let patience = TimeAmount.seconds(2)

        private let router: RequestRouter
        private let arrivalTimeout: TimeAmount
        private let budget: ByteBudget

        init(_ router: RequestRouter, configuration: DynamoDBHTTPServer.Configuration) {
            self.router = router
            self.arrivalTimeout = TimeAmount(configuration.arrivalTimeout)
            self.budget = ByteBudget(configuration.maximumBodyBytes)
        }

        func respond(to request: Request, context: Context) async throws -> Response {
            let start = ContinuousClock.now
            var held = 0
            defer { self.budget.giveBack(held) }
            let body: [UInt8]
            switch try await self.body(of: request, context.channel, &held) {
            case .whole(let bytes): body = bytes
            case .tooLong: return self.refusal(context, Response(status: .contentTooLarge))
            case .noRoom: return self.refusal(context, Self.response(Self.busy, to: request))
            }
            let question = Self.routerRequest(request, body)
            let answer = await self.router.answer(question)
            context.logger.debug(
                "request",
                metadata: [
                    "target": "\(question.header("x-amz-target") ?? "")", "status": "\(answer.status)",
                    "duration": "\(start.duration(to: .now))",
                ])
            return Self.response(answer, to: request)
        }

        /// What came of a body.
        private enum Arrival {
            case whole([UInt8])
            /// It is longer than the router takes.
            case tooLong
            /// All requests together hold as much as they may.
            case noRoom
        }

        private static let busy: RequestRouter.Response = {
            let words = "Too many bytes of requests are being taken. Send the request again."
            var response = RequestRouter.Refusal("ServiceUnavailableException", words).response(as: .amazon)
            response.noteChecksum()
            return response
        }()

        /// The answer to a request that is not read to its end; what is left of it is thrown away for a moment.
        private func refusal(_ context: Context, _ response: Response) -> Response {
            context.channel.eventLoop.scheduleTask(in: Self.patience) { context.channel.close(promise: nil) }
            var response = response
            response.headers[.connection] = "close"
            return response
        }

        /// The whole body. No more than the router takes is ever held.
        ///
        /// - Parameter held: How many bytes of the budget are taken, to be given back when the request is answered.
        private func body(
            of request: Request, _ channel: any Channel, _ held: inout Int
        ) async throws -> Arrival {
            let limit = RequestRouter.maximumBodySize
            let length = request.headers[.contentLength].flatMap { Int($0) }
            if let length, length > limit { return .tooLong }
            var body: [UInt8] = []
            // What a client says of the length is not yet worth more memory.
            body.reserveCapacity(min(length ?? 0, 65_536))
            var deadline: Scheduled<Void>?
            defer { deadline?.cancel() }
            for try await chunk in request.body {
                guard chunk.readableBytes <= limit - body.count else { return .tooLong }
                guard self.budget.take(chunk.readableBytes) else { return .noRoom }
                held += chunk.readableBytes
                body.append(contentsOf: chunk.readableBytesView)
                if deadline == nil, body.count != length {
                    deadline = channel.eventLoop.scheduleTask(in: self.arrivalTimeout) { channel.close(promise: nil) }
                }
            }
            return .whole(body)
        }

        private static func routerRequest(_ request: Request, _ body: [UInt8]) -> RequestRouter.Request {
            var headers: [(name: String, value: String)] = []
            headers.reserveCapacity(request.headers.count + 1)
            // The parser of requests keeps this header elsewhere.
            if let host = request.head.authority { headers.append(("Host", host)) }
            for field in request.headers { headers.append((field.name.rawName, field.value)) }
            return RequestRouter.Request(
                method: request.method.rawValue, path: request.head.path ?? "/", headers: headers, body: body)
        }

        private static func response(_ answer: RequestRouter.Response, to request: Request) -> Response {
            var fields = HTTPFields()
            fields.reserveCapacity(answer.headers.count + 3)
            for (name, value) in answer.headers {
                if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
            }
            fields[.contentLength] = String(answer.body.count)
            // The answer to HEAD ends behind its headers.
            let body =
                request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
            return Response(status: HTTPResponse.Status(code: answer.status), headers: fields, body: body)
        }
    }
#endif
