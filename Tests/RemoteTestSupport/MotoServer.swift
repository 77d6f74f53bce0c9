// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB
    import Foundation
    import Synchronization
    import TestSupport

    /// moto's server: a DynamoDB that we did not write, in a process of its own on loopback.
    ///
    /// One server serves all tests of a process; each test takes a region of its own, which moto keeps apart. The server ends
    /// when the process does, as its standard input closes then.
    package final class MotoServer: Sendable {
        private let port: Int
        private let process: ChildProcess
        private let input: Pipe
        private let regions = Mutex(0)

        private static let shared = Result { try MotoServer() }

        private init() throws {
            self.input = ChildProcess.pipe()
            let output = ChildProcess.pipe()
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "moto_server.py")
            self.process = try ChildProcess([PythonPeer.interpreter, script.path()], input: self.input, output: output)
            var line = Data()
            while !line.contains(UInt8(ascii: "\n")) {
                let chunk = output.fileHandleForReading.availableData
                guard !chunk.isEmpty else {
                    throw DynamoDBError(.configuration, "moto did not start: run `make test`, which installs it.")
                }
                line.append(chunk)
            }
            guard let port = Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
            else { throw DynamoDBError(.configuration, "moto did not tell its port.") }
            self.port = port
        }

        /// Where it listens: besides DynamoDB it is STS.
        package static func origin() throws -> HTTPOrigin {
            HTTPOrigin(isSecure: false, host: "127.0.0.1", port: try self.shared.get().port)
        }

        /// A database that is empty and that no other test sees.
        package static func database() throws -> RemoteDatabase {
            let server = try self.shared.get()
            let number = server.regions.withLock { count in
                count += 1
                return count
            }
            let origin = try self.origin()
            return RemoteDatabase(
                loop: CallLoop(
                    transport: NIOTransport(), credentials: TestCredentials(),
                    endpoints: FixedEndpoint(origin, region: "us-test-\(number)"), settings: .patient))
        }
    }
#endif
