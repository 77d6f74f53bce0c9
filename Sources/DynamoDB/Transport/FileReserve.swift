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
    package enum FileReserve {
        /// Whether it may open so many, for the moment.
        package static func has(_ count: Int) -> Bool {
            self.has(
                count,
                openFile: {
                    let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
                    return file < 0 ? -errno : file
                }, closeFile: { close($0) })
        }

        /// - Parameters:
        ///   - count: Some hundreds at most: it goes one call deeper for each.
        ///   - openFile: Opens one, and gives its number, or the negative `errno`.
        ///   - closeFile: Closes one.
        package static func has(_ count: Int, openFile: () -> Int32, closeFile: (Int32) -> Int32) -> Bool {
            guard count > 0 else { return true }
            let file = openFile()
            // Other failures, as in a jail without that file, say nothing about the number.
            guard file >= 0 else { return ![EMFILE, ENFILE, ENOMEM].contains(-file) }
            defer { _ = closeFile(file) }
            return self.has(count - 1, openFile: openFile, closeFile: closeFile)
        }
    }
#endif
