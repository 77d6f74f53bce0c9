// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    /// Tells whether this process may open more files.
    enum FileReserve {
        /// Whether it may open so many, for the moment.
        static func has(_ count: Int) -> Bool {
            var files: [Int32] = []
            defer { for file in files { close(file) } }
            while files.count < count {
                let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
                guard file >= 0 else { return false }
                files.append(file)
            }
            return true
        }
    }
#endif
