// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser
    import DynamoDBCore
    import DynamoDBEmbedded
    import DynamoDBServer
    import Logging
    import ServiceLifecycle
    import UnixSignals

    /// `dynamodb serve`: the embedded engine behind HTTP.
    struct ServeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Serve a database on this machine to any AWS SDK, the aws command and other tools.",
            discussion: """
                Point a client to it by its endpoint, http://localhost:8000. Any region and any credentials will do, \
                unless --verify-signatures asks for a key; only ARNs must name those of --region and --account-id. The \
                flags of DynamoDB Local (-port, -inMemory, -dbPath, -sharedDb, -cors) are understood too. SIGTERM and \
                Ctrl-C stop the server when the requests that have begun are answered; what takes longer than ten \
                seconds is cut off.
                """
        )

        @Option(
            name: [.customLong("port"), .customLong("port", withSingleDash: true)],
            help: "The port to listen on; 0 takes any that is free.")
        var port = 8000

        @Option(help: "The address to listen on. By default only programs of this machine can connect.")
        var host = "127.0.0.1"

        @Option(
            name: [.customLong("db-path"), .customLong("dbPath", withSingleDash: true)],
            help: """
                The database file, which is created if there is none. In a directory it is named \
                \(ServedDatabase.fileName).
                """)
        var databasePath: String?

        @Flag(
            name: [.customLong("in-memory"), .customLong("inMemory", withSingleDash: true)],
            help: "Keep the data in memory only. The default, unless a path is given.")
        var isInMemory = false

        @Option(help: "How much to log to standard error; debug has a line for each request.")
        var logLevel = LogLevel.warning

        @OptionGroup(title: "Behaviour")
        var engine: EngineOptions

        @OptionGroup(title: "Signatures")
        var signatures: SignatureOptions

        @OptionGroup(title: "For scripts that start DynamoDB Local")
        var compatibility: CompatibilityOptions

        func validate() throws {
            guard (0...65_535).contains(self.port) else {
                throw ValidationError("A port is a number from 0 to 65535, not \(self.port).")
            }
            if self.isInMemory, self.databasePath != nil {
                throw ValidationError("Give either a path for the database or --in-memory, not both.")
            }
        }

        mutating func run() async throws {
            OpenFiles.raiseLimit()
            do {
                try await self.serve()
            } catch let error as DynamoDBError {
                Console.errorLine("dynamodb: \(error.message)")
                throw ExitCode.failure
            }
        }

        private func serve() async throws {
            let served = try ServedDatabase(path: self.databasePath, configuration: self.engine.configuration)
            var configuration = DynamoDBHTTPServer.Configuration()
            configuration.host = self.host
            configuration.port = self.port
            configuration.router.region = self.engine.region
            configuration.router.allowedOrigins = self.compatibility.allowedOrigins
            configuration.router.signatureVerifier = try self.signatures.verifier()
            var logger = Logger(label: "dynamodb")
            logger.logLevel = self.logLevel.level
            let server = DynamoDBHTTPServer(served.database, configuration: configuration, logger: logger) { address in
                Console.line("Serving DynamoDB on \(address.url), \(served.description)")
            }
            var group = ServiceGroupConfiguration(
                services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            // A client that sends half a request must not hold up the end for long.
            group.maximumGracefulShutdownDuration = .seconds(10)
            do {
                try await ServiceGroup(configuration: group).run()
            } catch {
                await served.database.close()
                throw error
            }
            // Leaves one file, without the two that SQLite keeps beside it while it is open.
            await served.database.close()
        }
    }

    extension ServeCommand {
        /// The levels of swift-log.
        enum LogLevel: String, CaseIterable, ExpressibleByArgument {
            case trace, debug, info, notice, warning, error, critical

            var level: Logger.Level { Logger.Level(rawValue: self.rawValue) ?? .warning }
        }
    }
#endif
