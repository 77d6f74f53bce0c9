// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    extension PageTokenSignature {
        /// A signature by HMAC with SHA-256.
        ///
        /// ```swift
        /// var orders = ModelTable(Order.schema, named: "shop", in: database)
        /// orders.tokenSignature = .hmacSHA256(key: secret)
        /// ```
        ///
        /// - Parameter key: A secret of 32 random bytes or more. Every process that is to take the tokens needs the same.
        public static func hmacSHA256(key: [UInt8]) -> Self {
            Self { bytes in Digests.hmacSHA256(bytes, key: key) }
        }
    }
#endif
