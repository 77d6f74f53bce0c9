// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import TestSupport
    import Testing

    /// The codes of authentication that requests are signed with.
    struct DigestsTests {
        private func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
            bytes.withUnsafeBytes { HexadecimalDigest($0).withUnsafeBytes { Array($0) } }
        }

        @Test
        func `whatever the key and the beginning, a held code is that of swift-crypto`() {
            var random = SeededGenerator(seed: 7)
            func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
            for length in 0...200 {
                let key = bytes(length)
                let held = Digests.HeldHMAC(key: key)
                for _ in 0..<3 {
                    let beginning = bytes(Int.random(in: 0...150, using: &random))
                    let end = bytes(32)
                    let code = end.withUnsafeBytes {
                        held.continued(with: beginning).code(endingWith: HexadecimalDigest($0))
                    }
                    let expected = Digests.hmacSHA256(beginning + self.hexadecimal(end), key: key)
                    #expect(code.withUnsafeBytes { Array($0) } == self.hexadecimal(expected), "key of \(length) bytes")
                    #expect(held.code(of: beginning) == Digests.hmacSHA256(beginning, key: key))
                }
            }
        }
    }
#endif
