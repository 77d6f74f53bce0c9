// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Waits until the table is gone.
    ///
    /// ```swift
    /// try await table.waitUntilDeleted()
    /// ```
    ///
    /// - Parameter timeout: How long to wait at most, not counting the requests themselves. Defaults to five minutes.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if the table is still there at the end of that
    ///   time.
    public func waitUntilDeleted(timeout: Duration = .seconds(300)) async throws(DynamoDBError) {
        try await self.wait(upTo: timeout) { () throws(DynamoDBError) in
            do throws(DynamoDBError) {
                let status = try await self.describe().tableStatus
                return .isStill("table \(self.name)", status.rawValue)
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                return nil
            }
        }
    }

    /// Waits until the table, which may still be missing, is there and can be used.
    ///
    /// ```swift
    /// try await table.waitUntilActive()
    /// ```
    ///
    /// - Parameter timeout: How long to wait at most, not counting the requests themselves. Defaults to five minutes.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceNotFound`` or
    ///   ``DynamoDBError/Code/resourceInUse`` if the table is not there, or is not active, at the end of that time.
    public func waitUntilActive(timeout: Duration = .seconds(300)) async throws(DynamoDBError) {
        try await self.wait(upTo: timeout) { () throws(DynamoDBError) in
            do throws(DynamoDBError) {
                let status = try await self.describe().tableStatus
                if status == .active { return nil }
                return .isStill("table \(self.name)", status.rawValue)
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                return error
            }
        }
    }

    /// Looks again and again, with waits that grow, until there is no problem left.
    ///
    /// - Parameter problem: Tells why it is not yet as it should be; `nil` if it is.
    func wait(
        upTo timeout: Duration, _ problem: () async throws(DynamoDBError) -> DynamoDBError?
    ) async throws(DynamoDBError) {
        var waited = Duration.zero
        var attempts = 0
        while let problem = try await problem() {
            attempts += 1
            let wait = min(self.waits.bound(afterFailures: attempts), timeout - waited)
            guard wait > .zero else { throw problem }
            try await self.waits.pause(for: wait)
            waited += wait
        }
    }
}

extension DynamoDBError {
    /// What is waited for is not ready.
    static func isStill(_ what: String, _ status: String) -> Self {
        Self(.resourceInUse, "The \(what) is still \(status).")
    }
}
