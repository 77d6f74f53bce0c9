// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser
    import DynamoDBEmbedded

    /// How the engine behaves that is served.
    struct EngineOptions: ParsableArguments {
        @Option(
            help: """
                The region that the names (ARNs) of tables and streams say. A request may name a table by its ARN only if \
                that says the same.
                """)
        var region = "us-east-1"

        @Option(help: "The account that these names say, of 12 digits.")
        var accountID = "000000000000"

        @Option(help: "How many seconds pass between two deletions of expired items.")
        var ttlPeriod = 60

        @Flag(
            help: """
                Let eventually consistent reads see the past now and then, as the service may. Finds programs that rely on \
                more than they were promised.
                """)
        var staleReads = false

        @Option(
            help: """
                Which of the reads are stale; the same seed and the same calls give the same answers. Defaults to 0.
                """)
        var staleReadsSeed: UInt64?

        @Option(help: "How many of the eventually consistent reads are stale, from 0 to 1. Defaults to 0.5.")
        var staleReadsProbability: Double?

        func validate() throws {
            guard self.ttlPeriod > 0 else { throw ValidationError("--ttl-period is at least one second.") }
            guard self.staleReads || self.staleReadsSeed == nil && self.staleReadsProbability == nil else {
                throw ValidationError("A seed or a probability of stale reads is of use only with --stale-reads.")
            }
            guard (0...1).contains(self.staleReadsProbability ?? 0) else {
                throw ValidationError("A probability is a number from 0 to 1.")
            }
            guard self.accountID.utf8.count == 12, self.accountID.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw ValidationError("An account ID has 12 digits, such as 123456789012.")
            }
            guard !self.region.isEmpty else { throw ValidationError("A region has a name, such as us-east-1.") }
        }

        /// The configuration of the engine.
        var configuration: EmbeddedDatabase.Configuration {
            var configuration = EmbeddedDatabase.Configuration()
            configuration.region = self.region
            configuration.accountID = self.accountID
            configuration.sweepPeriod = .seconds(self.ttlPeriod)
            if self.staleReads {
                configuration.staleReads = EmbeddedDatabase.StaleReads(
                    seed: self.staleReadsSeed ?? 0, probability: self.staleReadsProbability ?? 0.5)
            }
            return configuration
        }
    }
#endif
