// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Crypto

    /// The cryptography of the package: everything that needs swift-crypto is in this file.
    package enum Digests {
        static func sha256(_ bytes: [UInt8]) -> [UInt8] {
            Array(SHA256.hash(data: bytes))
        }

        /// The digest as hexadecimal digits.
        static func hexadecimalSHA256(_ bytes: [UInt8]) -> HexadecimalDigest {
            var text = SHA256()
            bytes.withUnsafeBytes { text.update(bufferPointer: $0) }
            return text.finalize().withUnsafeBytes { HexadecimalDigest($0) }
        }

        /// SHA-256 of many texts with one beginning, which is digested once, and with a digest as their end.
        struct HeldSHA256: Sendable {
            private var start = SHA256()

            init(beginning: [UInt8]) {
                beginning.withUnsafeBytes { self.start.update(bufferPointer: $0) }
            }

            func digest(endingWith end: HexadecimalDigest) -> HexadecimalDigest {
                var text = self.start
                end.withUnsafeBytes { text.update(bufferPointer: $0) }
                return text.finalize().withUnsafeBytes { HexadecimalDigest($0) }
            }
        }

        /// HMAC-SHA-256 of many texts with one key and one beginning, which are digested once, and with a digest as their
        /// end.
        ///
        /// HMAC is one digest in another; that of swift-crypto, which ``hmacSHA256(_:key:)`` is, takes as long again for
        /// its generic code (CodingBenchmark, `call-empty`).
        ///
        /// Source: RFC 2104, section 2.
        package struct HeldHMAC: Sendable {
            private var inner = SHA256()
            private var outer = SHA256()

            package init(key: [UInt8]) {
                var key = key.count > SHA256.blockByteCount ? Digests.sha256(key) : key
                key += [UInt8](repeating: 0, count: SHA256.blockByteCount - key.count)
                Self.add(key.map { $0 ^ 0x36 }, to: &self.inner)
                Self.add(key.map { $0 ^ 0x5C }, to: &self.outer)
            }

            /// The same key, for texts that begin so.
            package func continued(with beginning: [UInt8]) -> HeldHMAC {
                var continued = self
                Self.add(beginning, to: &continued.inner)
                return continued
            }

            /// The code of a text.
            package func code(of text: [UInt8]) -> [UInt8] {
                var (inner, outer) = (self.inner, self.outer)
                Self.add(text, to: &inner)
                inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
                return outer.finalize().withUnsafeBytes { Array($0) }
            }

            private static func add(_ bytes: [UInt8], to digest: inout SHA256) {
                bytes.withUnsafeBytes { digest.update(bufferPointer: $0) }
            }

            package func code(endingWith end: HexadecimalDigest) -> HexadecimalDigest {
                var (inner, outer) = (self.inner, self.outer)
                end.withUnsafeBytes { inner.update(bufferPointer: $0) }
                inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
                return outer.finalize().withUnsafeBytes { HexadecimalDigest($0) }
            }
        }

        package static func hmacSHA256(_ message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
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
