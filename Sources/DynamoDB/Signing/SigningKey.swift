// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// The key that all requests of one day are signed with. Deriving it takes longer than signing.
    struct SigningKey: Sendable {
        private let credentials: AWSCredentials
        private let region: String
        private let day: [UInt8]

        let hmac: Digests.HeldHMAC

        init(credentials: AWSCredentials, region: String, day: [UInt8]) {
            self.credentials = credentials
            self.region = region
            self.day = day
            self.hmac = Digests.HeldHMAC(
                key: SigV4Signer.key(
                    secret: credentials.secretAccessKey, day: day, region: region, service: CallSigner.service))
        }

        /// Whether it is the key of these.
        func fits(_ credentials: AWSCredentials, region: String, day: [UInt8]) -> Bool {
            self.day == day && self.region == region && self.credentials == credentials
        }
    }
#endif
