// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// The newest catalog that any connection of this process has read, so that each generation is read once.
final class CatalogCache<Table: Sendable>: Sendable {
    private let newest = Mutex<Catalog<Table>?>(nil)
    private let decode: @Sendable (CatalogEntry) throws(DynamoDBError) -> Table

    init(decode: @escaping @Sendable (CatalogEntry) throws(DynamoDBError) -> Table) {
        self.decode = decode
    }

    /// The catalog of the generation that the connection's open transaction sees.
    func catalog(
        generation: Int64,
        from connection: SQLiteConnection
    ) throws(DynamoDBError) -> Catalog<Table> {
        let known = self.newest.withLock { $0 }
        if let known, known.generation == generation { return known }
        let catalog = try self.read(from: connection, generation: generation, known: known)
        self.publish(catalog)
        return catalog
    }

    /// Makes a catalog that was read, or committed, known to the other connections.
    func publish(_ catalog: Catalog<Table>) {
        self.newest.withLock { newest in
            // A slow reader must not put back an old one.
            if let known = newest, known.generation > catalog.generation { return }
            newest = catalog
        }
    }

    /// The entry with its description decoded.
    func row(_ entry: CatalogEntry) -> Catalog<Table>.Row {
        do throws(DynamoDBError) {
            return Catalog.Row(entry: entry, table: .success(try self.decode(entry)))
        } catch {
            return Catalog.Row(entry: entry, table: .failure(error))
        }
    }

    private func read(
        from connection: SQLiteConnection,
        generation: Int64,
        known: Catalog<Table>?
    ) throws(DynamoDBError) -> Catalog<Table> {
        let statement = try connection.statement("SELECT id, name, payload FROM tables ORDER BY name")
        return try statement.use { statement throws(DynamoDBError) in
            var rows: [Catalog<Table>.Row] = []
            while try statement.step() {
                guard let name = String(validating: statement.bytes(1), as: UTF8.self) else {
                    throw DynamoDBError(
                        .corrupt, "The database file is damaged: a table's name is no text. Restore it from a backup.")
                }
                let entry = CatalogEntry(id: statement.integer(0), name: name, payload: statement.blob(2))
                // Most tables are those of the generation before: they need not be decoded again.
                if let same = known?.row(named: name), same.entry == entry {
                    rows.append(same)
                } else {
                    rows.append(self.row(entry))
                }
            }
            return Catalog(generation: generation, sortedRows: rows)
        }
    }
}
