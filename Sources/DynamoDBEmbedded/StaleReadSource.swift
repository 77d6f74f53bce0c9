// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// Chooses which reads lag behind, and how far: always the same ones for the same seed.
final class StaleReadSource: Sendable {
    private let settings: EmbeddedDatabase.StaleReads
    private let state: Mutex<SplitMix64>

    init(_ settings: EmbeddedDatabase.StaleReads) {
        self.settings = settings
        self.state = Mutex(SplitMix64(seed: settings.seed))
    }

    /// How many writes the reads of the task miss, whatever the settings say; `nil` to go by the settings.
    @TaskLocal static var wantedLag: Int?

    /// Whether old items are kept at all.
    var keepsPast: Bool { self.settings.maximumLag > 0 }

    /// How many writes the next read misses; 0 for a read that is up to date.
    func nextLag() -> Int {
        if let wanted = Self.wantedLag { return min(wanted, self.settings.maximumLag) }
        guard self.settings.maximumLag > 0 else { return 0 }
        let (choice, lag) = self.state.withLock { ($0.fraction(), $0.next()) }
        guard choice < self.settings.probability else { return 0 }
        return 1 + Int(lag % UInt64(self.settings.maximumLag))
    }
}

extension EmbeddedDatabase {
    /// Whether reads can miss writes: the configuration has ``Configuration/staleReads``, with a lag.
    package var keepsPast: Bool { self.staleReads?.keepsPast ?? false }

    /// Makes the reads of a closure miss writes, as far as they may miss any and the past is kept.
    ///
    /// - Parameters:
    ///   - writes: How many.
    ///   - body: What reads.
    package static func missing<Success>(
        writes: Int, _ body: () async throws(DynamoDBError) -> Success
    ) async throws(DynamoDBError) -> Success {
        let result = await StaleReadSource.$wantedLag.withValue(writes) { () async -> Result<Success, DynamoDBError> in
            do throws(DynamoDBError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
