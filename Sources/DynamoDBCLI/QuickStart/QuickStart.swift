// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore
import Logging

/// The program behind `dynamodb quickstart`: every feature once, each call beside its result.
///
/// Each step shows the call as text and then makes that very call; a test compares the two.
package struct QuickStart {
    /// Where the tables are. Any database will do.
    let database: any DynamoDBDatabase
    /// What has been told so far.
    package var narrator: Narrator
    /// Failures are part of the story here, and told in it. As a log they would only be in its way.
    let logger = Logger(label: "quickstart", factory: { _ in SwiftLogNoOpLogHandler() })

    static let usersTable = "quickstart-users"
    static let agentsTable = "quickstart-agents"

    /// A quick start on a database.
    ///
    /// - Parameters:
    ///   - database: Where to make the tables.
    ///   - write: Gets every line, without its line break.
    package init(on database: any DynamoDBDatabase, write: @escaping (String) -> Void) {
        self.database = database
        self.narrator = Narrator(write: write)
    }

    /// Runs all of it.
    ///
    /// - Parameter file: The path of the database file, to tell the reader.
    /// - Returns: Whether every call did what it should.
    package mutating func run(file: String) async -> Bool {
        self.narrator.say(
            """
            This creates two tables in a database file, runs every operation on them, and shows each call with what it \
            gave. Lines after => are results.
            """)
        do {
            try await self.makeTables()
            await self.keepAUser()
            await self.fillTheRegistry()
            await self.readTheRegistry()
            await self.readPages()
            await self.changeAgents()
            await self.loseARace()
            try await self.useTheTable()
            await self.makeMistakes()
            await self.cleanUp()
        } catch {
            self.narrator.expect(false, "\(error)")
        }
        self.close(file: file)
        return self.narrator.surprises.isEmpty
    }

    private mutating func close(file: String) {
        self.narrator.part("What next")
        self.narrator.say("The tables are still there, in the file:")
        self.narrator.verbatim("    \(file)")
        self.narrator.say("Some things to try:")
        for hint in [
            "README.md has a program of twenty lines to begin with.",
            "Run this again: it deletes its own two tables first, and no others.",
            "sqlite3 shows that it is a plain SQLite file. Write only through DynamoDB calls.",
            "make docs writes the articles on conditions, pages, errors and moving from boto3.",
        ] {
            self.narrator.point(hint)
        }
        let surprises = self.narrator.surprises.count
        if surprises > 0 { self.narrator.say("Unexpected results: \(surprises); see above.") }
    }
}
