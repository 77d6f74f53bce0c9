// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// Lines for whoever started the command, written at once: a script may wait for them.
    enum Console {
        /// Writes a line to standard output.
        static func line(_ text: String) { self.write(text, to: STDOUT_FILENO) }

        /// Writes a line to standard error.
        static func errorLine(_ text: String) { self.write(text, to: STDERR_FILENO) }

        private static func write(_ text: String, to file: Int32) {
            var rest = Array("\(text)\n".utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { bytes in
                    #if canImport(Glibc)
                        Glibc.write(file, bytes.baseAddress, bytes.count)
                    #elseif canImport(Musl)
                        Musl.write(file, bytes.baseAddress, bytes.count)
                    #else
                        Darwin.write(file, bytes.baseAddress, bytes.count)
                    #endif
                }
                if count < 0, errno == EINTR { continue }
                // Nobody reads any more.
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
#endif
