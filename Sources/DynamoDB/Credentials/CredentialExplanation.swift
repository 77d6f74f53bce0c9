// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which source of credentials answered, and why the others did not. It shows no secret.
///
/// ```swift
/// print(await chain.explain())
/// // environment variables: AWS_ACCESS_KEY_ID is not set
/// // web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set
/// // shared profile: found, by keys of the profile "default" (AKIDEXAMPLE)
/// // container endpoint: not asked
/// // EC2 instance metadata: not asked
/// ```
public struct CredentialExplanation: Sendable, CustomStringConvertible {
    /// One source, in the order of asking.
    public struct Step: Sendable, Hashable {
        /// What the source is called.
        public let source: String
        /// What it said.
        public let outcome: String
        /// Whether it gave the credentials.
        public let isAnswer: Bool
    }

    /// Every source, in the order of asking.
    public let steps: [Step]

    /// The source that answered; `nil` if none did.
    public var source: String? { self.steps.first { $0.isAnswer }?.source }

    /// One line a source.
    public var description: String { self.steps.map { "\($0.source): \($0.outcome)" }.joined(separator: "\n") }
}
