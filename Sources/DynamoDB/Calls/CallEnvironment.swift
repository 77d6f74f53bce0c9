// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// What a call takes from outside: time, chance and names.
    package struct CallEnvironment: Sendable {
        /// Seconds since 1970, as the local clock has it: for signatures.
        package var now: @Sendable () -> Double
        /// Seconds from some fixed point, never going back: for deadlines.
        package var uptime: @Sendable () -> Double
        /// A number from 0 up to, but not including, 1.
        package var random: @Sendable () -> Double
        /// Waits; throws if the task is cancelled meanwhile.
        package var sleep: @Sendable (Duration) async throws -> Void
        /// A new identifier.
        package var makeID: @Sendable () -> String
        /// Waits until the time for asking others, such as for credentials, is up; throws if the task is cancelled
        /// meanwhile, as it nearly always is.
        package var expire: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

        package init(
            now: @escaping @Sendable () -> Double, uptime: @escaping @Sendable () -> Double,
            random: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Duration) async throws -> Void,
            makeID: @escaping @Sendable () -> String
        ) {
            self.now = now
            self.uptime = uptime
            self.random = random
            self.sleep = sleep
            self.makeID = makeID
        }

        package static let system: CallEnvironment = {
            let start = ContinuousClock.now
            return CallEnvironment(
                now: { Date().timeIntervalSince1970 }, uptime: { (ContinuousClock.now - start).inSeconds },
                random: { Double.random(in: 0..<1) }, sleep: { try await Task.sleep(for: $0) },
                makeID: { UUID().uuidString.lowercased() })
        }()
    }

    extension Duration {
        /// The duration in seconds, with its fraction.
        package var inSeconds: Double {
            Double(self.components.seconds) + Double(self.components.attoseconds) * 1e-18
        }
    }
#endif
