// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation

    /// A machine with a home directory, files and a network of its own: all real, but for the time.
    struct RealWorld {
        let home: URL

        /// Runs `body` with a new home directory, which is gone afterwards.
        static func run<Success>(_ body: (RealWorld) async throws -> Success) async throws -> Success {
            let home = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: home) }
            return try await body(RealWorld(home: home))
        }

        /// Writes a file below the home directory, and gives its path.
        @discardableResult
        func write(_ path: String, _ text: String) throws -> String {
            let file = self.home.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return file.path
        }

        func read(_ path: String) throws -> String {
            String(decoding: try Data(contentsOf: self.home.appending(path: path)), as: UTF8.self)
        }

        func environment(_ variables: [String: String]) -> CredentialEnvironment {
            CredentialEnvironment(
                variables: EnvironmentVariables(variables.merging(["HOME": self.home.path]) { own, _ in own }),
                files: .system, transport: NIOTransport(),
                run: { arguments, timeout throws(ProgramFailure) in
                    try await ProgramRunner.run(arguments, timeout: timeout)
                },
                now: { 1_767_323_045 }, pause: { _ in }, jitter: { 0.5 })
        }

        func chain(_ variables: [String: String]) -> DefaultCredentialChain {
            DefaultCredentialChain(profile: nil, region: "us-east-1", environment: self.environment(variables))
        }
    }
#endif
