// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser
    import DynamoDBCore
    import DynamoDBServer

    #if AWS
        import DynamoDB

        #if canImport(FoundationEssentials)
            import FoundationEssentials
        #else
            import Foundation
        #endif
    #endif

    /// Whether signatures are checked, and against which key.
    struct SignatureOptions: ParsableArguments {
        @Flag(
            name: .customLong("verify-signatures"),
            help: """
                Refuse requests that are not signed with the given key, or too old. Without it every signature is \
                accepted.
                """)
        var isVerifying = false

        @Option(help: "The key that is accepted. Defaults to the variable AWS_ACCESS_KEY_ID.")
        var accessKeyId: String?

        @Option(help: "Its secret. Better in the variable AWS_SECRET_ACCESS_KEY, which other users cannot see.")
        var secretAccessKey: String?

        @Option(
            help: """
                The session token that requests with the key must bring, if it is a temporary one. Defaults to the variable \
                AWS_SESSION_TOKEN when the key is that of the variables too; without a token here, requests that bring one \
                are refused.
                """)
        var sessionToken: String?

        func validate() throws {
            if !self.isVerifying, self.accessKeyId != nil || self.secretAccessKey != nil || self.sessionToken != nil {
                throw ValidationError("A key is of use only with --verify-signatures.")
            }
        }

        /// What checks the signatures; `nil` if nothing does.
        func verifier() throws(DynamoDBError) -> (any SignatureVerifier)? {
            guard self.isVerifying else { return nil }
            #if AWS
                let environment = ProcessInfo.processInfo.environment
                guard let key = self.accessKeyId ?? environment["AWS_ACCESS_KEY_ID"],
                    let secret = self.secretAccessKey ?? environment["AWS_SECRET_ACCESS_KEY"], !key.isEmpty,
                    !secret.isEmpty
                else {
                    throw DynamoDBError(
                        .configuration,
                        "--verify-signatures needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give "
                            + "--access-key-id and --secret-access-key.")
                }
                let ownToken = self.accessKeyId == nil ? environment["AWS_SESSION_TOKEN"] : nil
                let credentials = AWSCredentials(
                    accessKeyID: key, secretAccessKey: secret, sessionToken: self.sessionToken ?? ownToken)
                return SigV4Verifier(credentials: credentials) { Date().timeIntervalSince1970 }
            #else
                throw DynamoDBError(
                    .configuration, "This build cannot check signatures; build it with the trait AWS.")
            #endif
        }
    }
#endif
