// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import NIOCore

    /// What all connections of a server have in common.
    package struct ConnectionSettings: Sendable {
        let idleTimeout: TimeAmount
        let arrivalTimeout: TimeAmount
        let deliveryTimeout: TimeAmount
        /// For the bodies of requests, as they came and as they are when they are no longer compressed.
        package let budget: ByteBudget
        /// For what clients do not take at once of their answers.
        package let undelivered: ByteBudget
        let date = HTTPDate()
        package let end = ServerEnd()

        /// - Parameter undeliveredBytes: How many bytes of answers may wait for all clients together, 256 MiB, so that paused
        ///   clients cannot use up the memory.
        package init(_ configuration: DynamoDBHTTPServer.Configuration, undeliveredBytes: Int = 256 * 1024 * 1024) {
            self.idleTimeout = TimeAmount(configuration.idleTimeout)
            self.arrivalTimeout = TimeAmount(configuration.arrivalTimeout)
            self.deliveryTimeout = TimeAmount(configuration.deliveryTimeout)
            self.budget = ByteBudget(configuration.maximumBodyBytes)
            self.undelivered = ByteBudget(undeliveredBytes)
        }

        /// How long what is left of a refused request is thrown away, so that the client sees the answer.
        static let patience = TimeAmount.seconds(2)

        /// The answer when all requests together hold as much as they may.
        static let busy: RequestRouter.Response = {
            var response = RequestRouter.Refusal.busy.response(as: .amazon)
            response.noteChecksum()
            return response
        }()

        /// Makes room again for what the body of a request took.
        func giveBack(_ request: IncomingRequest) {
            self.budget.giveBack(request.request.body.count)
        }
    }
#endif
