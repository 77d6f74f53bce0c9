// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Synchronization

    /// Remembers the last signing key: it changes once a day, or when the credentials do, and costs four HMACs.
    final class SigningKeyCache: Sendable {
        private struct Entry {
            var secret: [UInt8]
            var day: [UInt8]
            var key: [UInt8]
        }

        private let entry = Mutex<Entry?>(nil)

        /// The key of a secret for a day such as `20260102`; region and service are always the same in one cache.
        func key(secret: String, day: [UInt8], region: String, service: String) -> [UInt8] {
            let cached = self.entry.withLock { entry in
                entry.flatMap { $0.day == day && $0.secret.elementsEqual(secret.utf8) ? $0.key : nil }
            }
            if let cached { return cached }
            let key = SigV4Signer.key(secret: secret, day: day, region: region, service: service)
            self.entry.withLock { $0 = Entry(secret: Array(secret.utf8), day: day, key: key) }
            return key
        }
    }
#endif
