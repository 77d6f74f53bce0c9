// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser
    import DynamoDBCore
    import DynamoDBEmbedded

    /// `dynamodb quickstart`: shows every feature on a database file.
    struct QuickStartCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quickstart",
            abstract: "Run every feature once on a database file, and show each call with its result.",
            discussion: """
                The tables are named quickstart-users and quickstart-agents. A run begins by deleting these two, so it \
                can be repeated; nothing else in the file is touched.
                """
        )

        @Option(help: "The database file; it is created if there is none.")
        var path = "quickstart.sqlite"

        mutating func run() async throws {
            let database = try EmbeddedDatabase(path: self.path)
            var quickStart = QuickStart(on: database) { print($0) }
            let isAsExpected = await quickStart.run(file: self.path)
            // Leaves one file, without the two that SQLite keeps beside it while it is open.
            await database.close()
            guard isAsExpected else { throw ExitCode.failure }
        }
    }
#endif
