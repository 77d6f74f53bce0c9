// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser

    /// Flags of DynamoDB Local. All but one say what this server does anyway, or what it does not do.
    struct CompatibilityOptions: ParsableArguments {
        @Flag(
            name: .customLong("sharedDb", withSingleDash: true),
            help: "Changes nothing: all regions and credentials see one database here.")
        var sharesDatabase = false

        @Flag(
            name: .customLong("optimizeDbBeforeStartup", withSingleDash: true),
            help: "Changes nothing: the file needs no such care.")
        var optimizes = false

        @Flag(
            name: .customLong("disableTelemetry", withSingleDash: true), help: "Changes nothing: there is no telemetry."
        )
        var disablesTelemetry = false

        @Option(
            name: .customLong("cors", withSingleDash: true),
            help: """
                The origins of pages that may ask this server, with commas between. What other pages ask is refused. \
                Defaults to *, all of them: any page that is open on this machine can read and write the database.
                """)
        var origins: String?

        /// The origins; `nil` for all.
        var allowedOrigins: [String]? {
            guard let origins else { return nil }
            let names = origins.filter { $0 != " " }.split(separator: ",").map {
                String($0.last == "/" ? $0.dropLast() : $0)
            }
            return names.contains("*") ? nil : names
        }

        @Flag(
            name: .customLong("delayTransientStatuses", withSingleDash: true),
            help: "Is refused: tables are ready at once here.")
        var delaysStatuses = false

        func validate() throws {
            if self.delaysStatuses {
                throw ValidationError(
                    "-delayTransientStatuses is not offered: a table is ACTIVE as soon as it is created here. Leave the "
                        + "flag out; code that waits for a table works the same.")
            }
        }
    }
#endif
