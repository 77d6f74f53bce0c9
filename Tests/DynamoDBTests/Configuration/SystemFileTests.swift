// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation
import Testing

/// The real file system.
struct SystemFileTests {
    @Test func `a file is replaced whole, and only its owner may read it`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "token.json").path
        let files = FileAccess.system
        #expect(try files.read(path) == nil)
        #expect(try files.read(path + "/below") == nil)
        let long = (0..<100_000).map { UInt8($0 % 251) }
        for contents in [Array("first".utf8), long, []] {
            try files.replace(path, contents)
            #expect(try files.read(path) == contents)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token.json"])
        #expect(throws: FileFailure.self) { try files.read(folder.path) }
        #expect(throws: FileFailure.self) { try files.replace(folder.appending(path: "no/such").path, []) }
    }

    @Test func `a file that is far too large is refused`() {
        let error = #expect(throws: FileFailure.self) { try FileAccess.system.read("/dev/zero") }
        #expect(error?.reason == "It is too large.")
    }
}
