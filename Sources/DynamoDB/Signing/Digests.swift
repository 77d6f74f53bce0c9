// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Crypto

    /// The cryptography of the package: everything that needs swift-crypto is in this file.
    enum Digests {
        static func sha256(_ bytes: [UInt8]) -> [UInt8] {
            Array(SHA256.hash(data: bytes))
        }

        /// Appends the digest as hexadecimal digits.
        static func appendSHA256(of bytes: [UInt8], to text: inout [UInt8]) {
            SHA256.hash(data: bytes).withUnsafeBytes { text.appendHexadecimal($0) }
        }

        /// HMAC-SHA-256 with one key for many messages: what depends on the key alone is computed once.
        struct HeldHMAC: Sendable {
            private let start: HMAC<SHA256>

            init(key: [UInt8]) {
                self.start = HMAC(key: SymmetricKey(data: key))
            }

            /// Appends the code of a message as hexadecimal digits.
            func append(codeOf message: [UInt8], to text: inout [UInt8]) {
                var code = self.start
                code.update(data: message)
                code.finalize().withUnsafeBytes { text.appendHexadecimal($0) }
            }
        }

        static func hmacSHA256(_ message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
            var hmac = HMAC<SHA256>(key: SymmetricKey(data: key))
            hmac.update(data: Array(message))
            return hmac.finalize().withUnsafeBytes { Array($0) }
        }

        /// Names the files of the single sign-on cache. It protects nothing.
        static func sha1Hexadecimal(_ text: String) -> String {
            var bytes: [UInt8] = []
            bytes.appendHexadecimal(Array(Insecure.SHA1.hash(data: Array(text.utf8))))
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#endif
