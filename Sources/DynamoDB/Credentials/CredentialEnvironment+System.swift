// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import Logging

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    extension CredentialEnvironment {
        /// The environment of this process.
        ///
        /// - Parameter logger: Who is warned; without one, a logger that is made for it, so that nobody does without knowing.
        package static func system(transport: any HTTPTransport, logger: Logger? = nil) -> Self {
            Self(
                variables: .process,
                files: .system,
                transport: CredentialTransport(transport),
                run: { arguments, timeout throws(ProgramFailure) in
                    try await ProgramRunner.run(arguments, timeout: timeout)
                },
                now: { Date().timeIntervalSince1970 },
                pause: { try? await Task.sleep(for: $0) },
                jitter: { Double.random(in: 0...1) },
                warn: { message in (logger ?? Logger(label: "dynamodb")).warning("\(message)") })
        }
    }
#endif
