// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Everything that the search for credentials touches: variables, files, programs, the network, the clock.
package struct CredentialEnvironment: Sendable {
    /// The variables.
    package var variables: EnvironmentVariables
    /// The files.
    package var files: FileAccess
    /// What sends requests to STS, single sign-on and the metadata services.
    package var transport: any HTTPTransport
    /// Runs a program to its end and gives back what it wrote.
    package var run:
        @Sendable (_ arguments: [String], _ timeout: Duration) async throws(ProgramFailure) -> ProgramOutput
    /// The seconds since 1970.
    package var now: @Sendable () -> Double
    /// Waits between two attempts; ends early if the task is cancelled.
    package var pause: @Sendable (_ duration: Duration) async -> Void
    /// A random number from 0 to 1.
    package var jitter: @Sendable () -> Double
    /// Warns of what was found, where the program would not notice.
    package var warn: @Sendable (_ message: String) -> Void
    /// What is known of the machine; copies share it.
    package let instance = InstanceMark()

    package init(
        variables: EnvironmentVariables,
        files: FileAccess,
        transport: any HTTPTransport,
        run:
            @escaping @Sendable (_ arguments: [String], _ timeout: Duration) async throws(ProgramFailure) ->
            ProgramOutput,
        now: @escaping @Sendable () -> Double,
        pause: @escaping @Sendable (_ duration: Duration) async -> Void,
        jitter: @escaping @Sendable () -> Double,
        warn: @escaping @Sendable (_ message: String) -> Void = { _ in }
    ) {
        self.variables = variables
        self.files = files
        self.transport = transport
        self.run = run
        self.now = now
        self.pause = pause
        self.jitter = jitter
        self.warn = warn
    }
}
