// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore
import Logging

/// The program behind `dynamodb quickstart`: the operations of `DynamoDBClient`, and some of `DynamoDBTable`, each call beside its
/// result.
///
/// Each step shows the call as text and then makes that very call; a test compares the two.
package struct QuickStart {
    /// Where the tables are. Any database will do.
    let database: any DynamoDBDatabase
    private let place: Place
    /// What has been told so far.
    package var narrator: Narrator
    /// Failures are part of the story here, and told in it. As a log they would only be in its way.
    let logger = Logger(label: "quickstart", factory: { _ in SwiftLogNoOpLogHandler() })

    static let usersTable = "quickstart-users"
    static let agentsTable = "quickstart-agents"

    /// Where a database is.
    package enum Place: Sendable {
        case file(String)
        case endpoint(String)

        fileprivate var isFile: Bool { if case .file = self { true } else { false } }

        fileprivate var name: String {
            switch self {
            case .file(let name), .endpoint(let name): name
            }
        }
    }

    /// A quick start on a database.
    ///
    /// - Parameters:
    ///   - database: Where to make the tables.
    ///   - place: Where that is, to tell the reader.
    ///   - write: Gets every line, without its line break.
    package init(on database: any DynamoDBDatabase, in place: Place, write: @escaping (String) -> Void) {
        self.database = place.isFile ? database : ConsistentReads(database: database)
        self.place = place
        self.narrator = Narrator(write: write)
    }

    /// Whether a write is in the indexes and in the count of items as soon as it is done. The service takes its time.
    var isCurrent: Bool { self.place.isFile }

    /// Runs all of it.
    ///
    /// - Returns: Whether every call did what it should.
    package mutating func run() async -> Bool {
        self.narrator.say(
            """
            This creates two tables \(self.place.isFile ? "in a database file" : "at an endpoint"), runs the operations \
            of DynamoDBClient on them, and shows each call with what it gave. Lines after => are results.
            """)
        if !self.isCurrent {
            self.narrator.say(
                """
                Every read of a table asks for consistency here, as another one may miss what was just written. An index \
                follows its table after a moment, and Amazon DynamoDB counts the items of a table every six hours.
                """)
        }
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
            self.narrator.say("The rest needs what failed here, and is left out.")
            return false
        }
        self.close()
        return self.narrator.surprises.isEmpty
    }

    private mutating func close() {
        self.narrator.part("What next")
        self.narrator.say("The tables are still there, \(self.place.isFile ? "in the file" : "at the endpoint"):")
        self.narrator.verbatim("    \(self.place.name)")
        self.narrator.say("Some things to try:")
        self.narrator.point("README.md has a program of twenty lines to begin with.")
        self.narrator.point("Run this again: it deletes its own two tables first, and no others.")
        if self.place.isFile {
            self.narrator.point("sqlite3 shows that it is a plain SQLite file. Write only through DynamoDB calls.")
            self.narrator.point("--endpoint-url runs the same on DynamoDB Local or Amazon DynamoDB.")
        }
        self.narrator.point("make docs writes the articles on conditions, pages, errors and moving from boto3.")
        let surprises = self.narrator.surprises.count
        if surprises > 0 { self.narrator.say("Unexpected results: \(surprises); see above.") }
    }
}
