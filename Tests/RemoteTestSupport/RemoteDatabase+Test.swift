// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB
    import Synchronization

    extension RemoteDatabase {
        /// A remote database on any transport, that neither sleeps nor knows the time.
        package static func test(
            on transport: any HTTPTransport, settings: CallSettings = CallSettings(),
            environment: CallEnvironment = .test()
        ) -> RemoteDatabase {
            RemoteDatabase(
                loop: CallLoop(
                    transport: transport, credentials: TestCredentials(), endpoints: FixedEndpoint(),
                    settings: settings,
                    environment: environment))
        }
    }

    extension CallEnvironment {
        /// A time that stands still, and waits that take none: no call runs out of time, however busy the machine is.
        package static func test(random: Double = 0.5) -> CallEnvironment {
            let names = NameCounter()
            var environment = CallEnvironment(
                now: { 1_700_000_000 }, uptime: { 0 }, random: { random }, sleep: { _ in try Task.checkCancellation() },
                makeID: { names.next() })
            environment.expire = { _ in try await Task.sleep(for: .seconds(86_400)) }
            return environment
        }

        /// Makes identifiers that differ, and are the same in each run.
        private final class NameCounter: Sendable {
            private let count = Atomic(0)

            func next() -> String {
                let digits = String(self.count.add(1, ordering: .relaxed).oldValue)
                return "00000000-0000-4000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
            }
        }
    }

    /// Credentials of the examples in AWS's documentation.
    package struct TestCredentials: RefreshableCredentials {
        private let isReady: Bool

        /// - Parameter isReady: Whether calls get them without waiting.
        package init(isReady: Bool = true) {
            self.isReady = isReady
        }

        package func credentials() async throws(DynamoDBError) -> AWSCredentials { Self.value }

        package func ready() -> AWSCredentials? { self.isReady ? Self.value : nil }

        private static let value = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")

        package func invalidate(_ credentials: AWSCredentials) -> Bool { true }
    }

    /// One place for everything.
    package struct FixedEndpoint: EndpointSource {
        private let callTarget: CallTarget

        package init(
            _ origin: HTTPOrigin = HTTPOrigin(isSecure: false, host: "localhost", port: 8000),
            region: String = "us-east-1"
        ) {
            self.callTarget = CallTarget(origin: origin, signingRegion: region)
        }

        package func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            self.callTarget
        }

        package func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget? {
            self.callTarget
        }

        package func note(_ origin: HTTPOrigin, isReachable: Bool) {}
    }
#endif
