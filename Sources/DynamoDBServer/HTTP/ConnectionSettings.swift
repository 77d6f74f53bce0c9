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
        package let budget: ByteBudget
        let date = HTTPDate()

        package init(_ configuration: DynamoDBHTTPServer.Configuration) {
            self.idleTimeout = TimeAmount(configuration.idleTimeout)
            self.arrivalTimeout = TimeAmount(configuration.arrivalTimeout)
            self.deliveryTimeout = TimeAmount(configuration.deliveryTimeout)
            self.budget = ByteBudget(configuration.maximumBodyBytes)
        }

        /// How long what is left of a refused request is thrown away, so that the client sees the answer.
        static let patience = TimeAmount.seconds(2)

        /// The answer when all requests together hold as much as they may.
        static let busy: RequestRouter.Response = {
            let words = "Too many bytes of requests are being taken. Send the request again."
            var response = RequestRouter.Refusal("ServiceUnavailableException", words).response(as: .amazon)
            response.noteChecksum()
            return response
        }()

        /// Makes room again for what the body of a request took.
        func giveBack(_ request: IncomingRequest) {
            self.budget.giveBack(request.request.body.count)
        }
    }
#endif
