// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import DynamoDBCore
    import DynamoDBEmbedded

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// The database that is served, and where it is.
    struct ServedDatabase: CustomStringConvertible {
        let database: EmbeddedDatabase
        private let path: String?

        /// The name of the file in a directory.
        static let fileName = "dynamodb.sqlite"

        /// Opens the file, or the one in the directory; in memory without a path.
        init(path: String?, configuration: EmbeddedDatabase.Configuration) throws(DynamoDBError) {
            guard let path else {
                self.path = nil
                self.database = try EmbeddedDatabase.inMemory(configuration: configuration)
                return
            }
            let file = Self.file(at: path)
            self.path = file
            self.database = try EmbeddedDatabase(path: file, configuration: configuration)
        }

        static func file(at path: String) -> String {
            // None is not the root of the file system; it is refused when it is opened.
            guard !path.isEmpty else { return path }
            if path.hasSuffix("/") { return path + Self.fileName }
            // Only a directory has that in it, also behind a link.
            let isDirectory = FileManager.default.fileExists(atPath: "\(path)/.")
            return isDirectory ? "\(path)/\(Self.fileName)" : path
        }

        /// Where the data is.
        var description: String {
            self.path.map { "data in \($0)" } ?? "data in memory (--db-path FILE keeps it)"
        }
    }
#endif
