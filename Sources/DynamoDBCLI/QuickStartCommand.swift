// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser
    import DynamoDBCore
    import DynamoDBEmbedded

    #if AWS
        import DynamoDB
    #endif

    /// `dynamodb quickstart`: shows the operations of `DynamoDBClient` on a database file.
    struct QuickStartCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quickstart",
            abstract: "Run the operations of DynamoDBClient on a database file, and show each call with its result.",
            discussion: """
                The tables are named quickstart-users and quickstart-agents. A run begins by deleting these two, so it \
                can be repeated; nothing else in the file is touched.
                """
        )

        @Option(help: "The database file; it is created if there is none. Defaults to quickstart.sqlite.")
        var path: String?

        #if AWS
            @Option(
                help: """
                    Run on the service at this URL in place of a file, such as http://localhost:8000 for DynamoDB Local \
                    or https://dynamodb.eu-west-1.amazonaws.com; the region and the credentials are found as the AWS \
                    SDKs find them.
                    """)
            var endpointURL: String?

            func validate() throws {
                if self.path != nil, self.endpointURL != nil {
                    throw ValidationError("Give either a path for the database or --endpoint-url, not both.")
                }
            }
        #endif

        mutating func run() async throws {
            #if AWS
                if let endpointURL {
                    let database = try RemoteDatabase(endpoint: endpointURL)
                    var quickStart = QuickStart(on: database, in: .endpoint(endpointURL)) { print($0) }
                    guard await quickStart.run() else { throw ExitCode.failure }
                    return
                }
            #endif
            let path = self.path ?? "quickstart.sqlite"
            let database = try EmbeddedDatabase(path: path)
            var quickStart = QuickStart(on: database, in: .file(path)) { print($0) }
            let isAsExpected = await quickStart.run()
            // Leaves one file, without the two that SQLite keeps beside it while it is open.
            await database.close()
            guard isAsExpected else { throw ExitCode.failure }
        }
    }
#endif
