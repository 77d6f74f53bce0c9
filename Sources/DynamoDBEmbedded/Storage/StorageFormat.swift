// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The format of a database file: everything a later version must still understand.
///
/// | SQLite table | content |
/// |---|---|
/// | `meta` | the format version, and the numbers of the trees that the library keeps for itself |
/// | `tables` | the catalog: one row a DynamoDB table, its description as bytes |
/// | `stats` | one row a tree: how many items it has, and their size. Its ids are the ids of the trees |
/// | `t1`, `t2` … | the trees, rows by key |
///
/// Each DynamoDB table is a tree, each secondary index, the records of each stream, and the times at which the items of a
/// table expire. The library keeps two for itself: the list of streams, and the tokens of transactions. Keys of tables and
/// indexes are made by `KeyEncoding`, items by `ItemCodec`; what the other trees hold stands with `StreamChange`,
/// `StoredTimeToLive`, `StoredStream` and `TransactionToken`.
///
/// `PRAGMA user_version` is the generation of the catalog: it grows whenever a table is made, changed or deleted, so that a
/// connection sees with one cheap read whether what it knows is still true.
package enum StorageFormat {
    /// The version this code writes. Raise it with every change that an older version could not read.
    package static let version: Int64 = 1

    /// Tells our files from those of other applications of SQLite: "SDDB" in ASCII. It stands in the file's header.
    package static let applicationID: UInt32 = 0x5344_4442

    /// A row is stored whole in its page up to about a quarter of the page; what is longer is chained through further
    /// pages, one more read each. A typical item has some hundred bytes to 2 KB: with pages of 8 KB it stays in place,
    /// with SQLite's 4 KB it would not.
    package static let pageSize = 8192

    /// What every SQLite file begins with.
    static let signature = Array("SQLite format 3".utf8) + [0]

    /// How long SQLite's own header is.
    static let headerLength = 100

    /// Makes the tables of a new file.
    static let schema = """
        PRAGMA application_id = \(Self.applicationID);
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES ('format', \(Self.version));
        CREATE TABLE tables (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name BLOB NOT NULL UNIQUE, payload BLOB NOT NULL);
        CREATE TABLE stats (
            tree INTEGER PRIMARY KEY AUTOINCREMENT, items INTEGER NOT NULL, bytes INTEGER NOT NULL);
        """

    /// Where `meta` has the number of a tree that the library keeps for itself.
    static func key(ofSystemTree name: String) -> String { "tree.\(name)" }

    /// The SQLite table of a tree.
    static func name(ofTree tree: Int64) -> String { "t\(tree)" }
}
