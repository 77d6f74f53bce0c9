// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Musl)
        internal import Musl
    #elseif canImport(Darwin)
        internal import Darwin
    #endif

    /// How many files, sockets among them, the process may have open at once.
    package enum OpenFiles {
        #if canImport(Glibc)
            private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            private static let resource = RLIMIT_NOFILE
        #endif

        /// The limit now.
        package static var limit: Int {
            var limits = rlimit()
            guard getrlimit(self.resource, &limits) == 0 else { return 256 }
            return Int(clamping: limits.rlim_cur)
        }

        /// How many of so many files may be connections, so that the database has some, too.
        package static func connections(outOf limit: Int) -> Int {
            max(limit - 64, limit / 2, 1)
        }

        /// Raises the limit as far as the system allows, at most to 16,384. For a program that is nothing but a server.
        package static func raiseLimit() {
            var limits = rlimit()
            guard getrlimit(self.resource, &limits) == 0 else { return }
            let wanted = min(limits.rlim_max, 16_384)
            guard limits.rlim_cur < wanted else { return }
            limits.rlim_cur = wanted
            _ = setrlimit(self.resource, &limits)
        }
    }
#endif
