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

        static func hmacSHA256(_ message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
            var hmac = HMAC<SHA256>(key: SymmetricKey(data: key))
            hmac.update(data: Array(message))
            return Array(hmac.finalize())
        }

        /// Names the files of the single sign-on cache. It protects nothing.
        static func sha1Hexadecimal(_ text: String) -> String {
            var bytes: [UInt8] = []
            bytes.appendHexadecimal(Array(Insecure.SHA1.hash(data: Array(text.utf8))))
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#endif
