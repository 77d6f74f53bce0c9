// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore

    extension Channel {
        /// Whether the system holds this TCP connection to be open in both directions now, also where its event loop has not
        /// looked yet. On the event loop only.
        ///
        /// A system that does not tell is believed.
        var isEstablished: Bool {
            #if canImport(Darwin)
                let (information, established) = (NIOBSDSocket.Option.tcp_connection_info, 4 as UInt8)
            #else
                let (information, established) = (NIOBSDSocket.Option.tcp_info, 1 as UInt8)
            #endif
            // The structure begins with the state, in one byte, and the system fills in as much of it as there is room for.
            guard let start = try? self.syncOptions?.getOption(.tcpOption(information)) else { return true }
            return withUnsafeBytes(of: start) { $0.first } == established
        }
    }
#endif
