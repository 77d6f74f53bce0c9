// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && Embedded
    import ArgumentParser

    /// The command `dynamodb`.
    @main
    struct DynamoDBCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dynamodb",
            abstract: "A DynamoDB for this machine.",
            subcommands: [ServeCommand.self, QuickStartCommand.self]
        )
    }
#else
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// What the command `dynamodb` is in a build that lacks its parts.
    @main
    enum DynamoDBCommand {
        static func main() {
            let line = "dynamodb: this build lacks the command; build it with the traits Embedded and Server\n"
            _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(1)
        }
    }
#endif
