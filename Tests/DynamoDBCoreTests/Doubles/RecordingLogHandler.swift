// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization

/// Keeps what is logged.
struct RecordingLogHandler: LogHandler {
    struct Entry: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: Logger.Metadata
    }

    final class Log: Sendable {
        private let entries = Mutex<[Entry]>([])

        var all: [Entry] { self.entries.withLock(\.self) }

        /// A logger that writes here, whatever the level.
        var logger: Logger {
            Logger(label: "test") { _ in RecordingLogHandler(log: self) }
        }

        func append(_ entry: Entry) {
            self.entries.withLock { $0.append(entry) }
        }
    }

    let log: Log
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    init(log: Log) {
        self.log = log
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        self.log.append(
            Entry(level: event.level, message: event.message.description, metadata: event.metadata ?? [:]))
    }
}
