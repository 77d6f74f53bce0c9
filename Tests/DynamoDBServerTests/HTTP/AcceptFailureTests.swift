// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Logging
import NIOCore
import NIOEmbedded
import Testing

/// What a server does about connections that it cannot accept.
struct AcceptFailureTests {
    private struct Failure: Error {}

    @Test(arguments: [true, false])
    func `only the last handler keeps a failure to itself`(isLast: Bool) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let channel = EmbeddedChannel(handler: AcceptFailureHandler(logger, isLast: isLast))
        channel.pipeline.fireErrorCaught(Failure())
        if isLast {
            try channel.throwIfErrorCaught()
        } else {
            #expect(throws: Failure.self) { try channel.throwIfErrorCaught() }
        }
        _ = try channel.finish()
    }
}
