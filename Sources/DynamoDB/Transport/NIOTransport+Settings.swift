// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    extension NIOTransport {
        /// How a transport treats its connections; change only what you need.
        public struct Settings: Sendable, Hashable {
            /// The most connections to one origin. Requests beyond it wait for one, first come, first served. Defaults to 50.
            public var maximumConnections = 50
            /// The most connections to one origin that are kept while nobody uses them. Defaults to 50.
            public var maximumIdleConnections = 50
            /// How long a connection is kept while nobody uses it. Defaults to a minute: DynamoDB closes idle connections
            /// itself after some minutes, and a request that meets the closing has to be sent again.
            public var idleTimeout: Duration = .seconds(60)
            /// How long after its opening a connection takes new requests; `nil` for no limit. Defaults to half an hour, so
            /// that a long-running program follows changes in the name service.
            public var maximumLifetime: Duration? = .seconds(30 * 60)
            /// How long finding the address, connecting and the TLS handshake may take together. Defaults to 2 seconds.
            public var connectTimeout: Duration = .seconds(2)
            /// The path of a PEM file with certificates to trust instead of those of the system; `nil` for the system's.
            /// Defaults to what `AWS_CA_BUNDLE` names, else `nil`.
            public var certificateAuthorityFile: String?

            /// Creates settings with every default.
            public init() { self.init(variables: .process) }

            package init(variables: EnvironmentVariables) {
                self.certificateAuthorityFile = variables["AWS_CA_BUNDLE"]
            }
        }
    }
#endif
