// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// The variables that name a proxy to other programs. ``NIOTransport`` goes through none.
    package enum ProxyVariables {
        /// What is to be said of a proxy where no connection can be made; `nil` if none is named, for hosts that are never
        /// behind one, and where some hosts are exempt: this may be one of them.
        ///
        /// - Parameters:
        ///   - isSecure: Whether the connection was to be encrypted.
        ///   - host: Where it was to go.
        ///   - variables: The variables.
        package static func advice(isSecure: Bool, host: String, _ variables: EnvironmentVariables) -> String? {
            guard !LoopbackHost.contains(host), !MetadataHost.contains(host), variables["NO_PROXY"] == nil,
                variables["no_proxy"] == nil
            else { return nil }
            let names = [isSecure ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY"].flatMap { [$0, $0.lowercased()] }
            return names.first { variables[$0] != nil }.map {
                "\($0) is set, and no proxy is used: for one there is AsyncHTTPClientTransport."
            }
        }
    }
#endif
