// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Synchronization

/// Files that lie in memory.
final class TestFiles: Sendable {
    private let contents: Mutex<[String: String]>
    private let failing: Set<String>

    init(_ contents: [String: String], failing: Set<String> = []) {
        self.contents = Mutex(contents)
        self.failing = failing
    }

    subscript(path: String) -> String? {
        get { self.contents.withLock { $0[path] } }
        set { self.contents.withLock { $0[path] = newValue } }
    }

    var access: FileAccess {
        FileAccess(
            read: { path throws(FileFailure) in
                if self.failing.contains(path) { throw FileFailure(reason: "Permission denied") }
                return self[path].map { Array($0.utf8) }
            },
            replace: { path, bytes throws(FileFailure) in
                if self.failing.contains(path) { throw FileFailure(reason: "Permission denied") }
                self[path] = String(decoding: bytes, as: UTF8.self)
            })
    }
}

extension SharedSettings {
    /// Settings of variables and files that a test writes down.
    static func of(
        _ variables: [String: String] = [:], config: String? = nil, credentials: String? = nil, profile: String? = nil
    ) throws(DynamoDBError) -> SharedSettings {
        var files: [String: String] = [:]
        files["/home/me/.aws/config"] = config
        files["/home/me/.aws/credentials"] = credentials
        let variables = EnvironmentVariables(["HOME": "/home/me"].merging(variables) { _, new in new })
        return try SharedSettings(
            profile: profile, variables: variables,
            profiles: SharedProfiles(variables: variables, files: TestFiles(files).access))
    }
}
