// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    extension DynamoDBHTTPServer {
        /// Where and how a server listens; change only what you need.
        public struct Configuration: Sendable {
            /// The address or name to listen on. Defaults to `127.0.0.1`: only programs of this machine can connect.
            public var host = "127.0.0.1"
            /// The port. Defaults to 8000; 0 takes any that is free.
            public var port = 8000
            /// How requests are taken. Defaults to every default.
            public var router = RequestRouter.Configuration()
            /// How long a connection is kept on which nothing comes: between requests, and within one. Defaults to two
            /// minutes.
            public var idleTimeout: Duration = .seconds(120)
            /// How long a request may take to arrive, from the first bytes of its body to the last. Defaults to a minute.
            public var arrivalTimeout: Duration = .seconds(60)
            /// How long a client may take nothing of what is sent to it. What it takes is told by the system in steps, of up to
            /// some 1.5 MB where a system's buffers are large: a client that takes less than one in this time is cut off.
            /// Defaults to a minute.
            public var deliveryTimeout: Duration = .seconds(60)
            /// How many bytes the bodies of all requests that are being taken or answered may have together, compressed ones also
            /// as what they become. A request beyond that is answered with status 503, which clients try again: with less
            /// than 32 MiB for ever, if it is one of the longest. Defaults to 256 MiB.
            public var maximumBodyBytes = 256 * 1024 * 1024
            /// How many connections may be open at once; further ones wait until one is closed. Defaults to `nil`: as many
            /// as the process may have files open, some left for the database, and 10,000 at most.
            public var maximumConnections: Int?

            /// Creates a configuration with every default.
            public init() {}
        }

        /// Where a server listens.
        public struct Address: Hashable, Sendable {
            /// The host as it was given.
            public var host: String
            /// The port, also if any that is free was asked for.
            public var port: Int

            package init(host: String, port: Int) {
                self.host = host
                self.port = port
            }

            /// The endpoint for clients, such as `http://127.0.0.1:8000`.
            public var url: String {
                let host = self.host.contains(":") ? "[\(self.host)]" : self.host
                return "http://\(host):\(self.port)"
            }
        }
    }

    extension DynamoDBHTTPServer.Configuration {
        var connections: Int {
            self.maximumConnections ?? min(OpenFiles.connections(outOf: OpenFiles.limit), 10_000)
        }
    }
#endif
