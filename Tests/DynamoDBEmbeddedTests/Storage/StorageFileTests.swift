// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import Foundation
import Testing

struct StorageFileTests {
    private let directory: TestDirectory

    init() throws {
        self.directory = try TestDirectory()
    }

    /// A file that should be refused.
    enum BadFile: CaseIterable, Sendable {
        case text, shortText, foreign, foreignWithLog, newer, newerWithLog
        case truncated, overwritten, withoutVersion, withoutSchema, badPageSize, badVersions, badFractions

        var code: DynamoDBError.Code {
            switch self {
            case .text, .shortText, .foreign, .foreignWithLog, .newer, .newerWithLog: .incompatibleFile
            case .truncated, .overwritten, .withoutVersion, .withoutSchema, .badPageSize, .badVersions, .badFractions:
                .corrupt
            }
        }
    }

    private func make(_ file: BadFile) async throws {
        switch file {
        case .text: try self.write(Data(repeating: 0x41, count: 100_000))
        case .shortText: try self.write(Data("hello".utf8))
        case .foreign: try self.change("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')")
        case .foreignWithLog:
            try self.change("PRAGMA journal_mode = WAL; CREATE TABLE notes (text TEXT)", keepsLog: true)
        case .newer:
            try await self.makeOwn()
            try self.change("UPDATE meta SET value = \(StorageFormat.version + 1) WHERE key = 'format'")
        case .newerWithLog:
            try await self.makeOwn()
            try self.change("UPDATE meta SET value = \(StorageFormat.version + 1) WHERE key = 'format'", keepsLog: true)
        case .truncated:
            try await self.makeOwn()
            let bytes = try self.bytes()
            try self.write(bytes.prefix(bytes.count / 2))
        case .overwritten:
            try await self.makeOwn()
            var bytes = try self.bytes()
            for index in 100..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
            try self.write(bytes)
        case .withoutVersion:
            try await self.makeOwn()
            try self.change("DROP TABLE meta")
        case .withoutSchema:
            try await self.makeOwn()
            var bytes = try self.bytes()
            // How many entries the first page, that of SQLite's schema, has.
            bytes[103] = 0
            bytes[104] = 0
            try self.write(bytes)
        case .badPageSize: try await self.damageHeader(16, 0xFF)
        case .badVersions: try await self.damageHeader(18, 7)
        case .badFractions: try await self.damageHeader(21, 0)
        }
    }

    private func damageHeader(_ offset: Int, _ byte: UInt8) async throws {
        try await self.makeOwn()
        var bytes = try self.bytes()
        bytes[offset] = byte
        bytes[offset + 1] = byte
        try self.write(bytes)
    }

    private func makeOwn() async throws {
        let storage = try self.directory.open()
        _ = try await storage.makeTree(["a": String(repeating: "x", count: 100_000)])
        await storage.close()
    }

    private func change(_ sql: String, keepsLog: Bool = false) throws {
        let connection = try SQLiteConnection(path: self.directory.file)
        connection.setKeepsLogOnClose(keepsLog)
        try connection.execute(sql)
    }

    private func write(_ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: self.directory.file))
    }

    private func bytes() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: self.directory.file))
    }

    @Test(arguments: BadFile.allCases)
    func `a file that cannot be used is refused and left as it was`(file: BadFile) async throws {
        try await self.make(file)
        let before = try self.directory.content()
        let error = #expect(throws: DynamoDBError.self) { try self.directory.open() }
        #expect(error?.code == file.code, "\(String(describing: error))")
        var after = try self.directory.content()
        if [.newer, .newerWithLog].contains(file) {
            // To learn the version, SQLite had to read the file, which makes an empty log and its index.
            let name = "test.sqlite-shm"
            after[name] = before[name]
            if before["test.sqlite-wal"] == nil, after["test.sqlite-wal"]?.isEmpty == true {
                after["test.sqlite-wal"] = nil
            }
        }
        if file.code == .corrupt {
            #expect(after["test.sqlite"] == before["test.sqlite"])
        } else {
            #expect(after == before)
        }
    }

    @Test func `an empty file is made a database`() async throws {
        try self.write(Data())
        let storage = try self.directory.open()
        let tree = try await storage.makeTree(["a": "1"])
        #expect(try storage.value("a", in: tree) == "1")
    }

    @Test func `a file holds what was stored when it is opened again, and nothing stands beside it`() async throws {
        try await self.makeOwn()
        #expect(try Array(self.directory.content().keys) == ["test.sqlite"])
        let header = try self.bytes().prefix(100)
        #expect(header[68..<72].elementsEqual([0x53, 0x44, 0x44, 0x42]))
        #expect(header[16..<18].elementsEqual([0x20, 0x00]))
        let storage = try self.directory.open()
        #expect(try storage.keys(of: 1) == ["a"])
    }

    @Test(arguments: [
        ("/missing/x.sqlite", DynamoDBError.Code.storage, "does not exist"),
        ("", .storage, "is a directory"),
        ("/file/x.sqlite", .storage, "no directory"),
        ("/nul\0byte", .storage, "NUL"),
    ])
    func `a path that cannot be opened is refused with the reason`(
        path: String,
        code: DynamoDBError.Code,
        reason: String
    ) throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: self.directory.path + "/file"))
        let error = #expect(throws: DynamoDBError.self) {
            try Storage(at: .file(self.directory.path + path), decode: TestTable.decode)
        }
        #expect(error?.code == code)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    #if os(Linux)
        @Test func `a directory in which nothing can be made is no missing one`() {
            // Not even root makes files there.
            let error = #expect(throws: DynamoDBError.self) {
                try Storage(at: .file("/proc/x.sqlite"), decode: TestTable.decode)
            }
            #expect(error?.code == .readOnly)
            #expect(error?.message.contains("or its directory, cannot be written") == true)
        }
    #endif

    @Test func `a file that was removed is missing, and not read-only`() {
        let error = #expect(throws: DynamoDBError.self) {
            try SQLiteConnection(path: self.directory.file, mode: .existing)
        }
        #expect(error?.code == .storage)
        #expect(error?.message.contains("removed, moved or replaced") == true)
    }

    @Test(arguments: [false, true])
    func `a file that was moved away is neither read nor written until it is opened anew`(isReplaced: Bool) async throws
    {
        let options = { () -> StorageOptions in
            var options = StorageOptions()
            options.idleReaders = 0
            return options
        }()
        let storage = try self.directory.open(options)
        let tree = try await storage.makeTree(["a": "1"])
        let aside = self.directory.path + "/aside"
        try FileManager.default.moveItem(atPath: self.directory.file, toPath: aside)
        if isReplaced { try Data().write(to: URL(fileURLWithPath: self.directory.file)) }
        let refused = await #expect(throws: DynamoDBError.self) { try await storage.put("b", "2", in: tree) }
        let unread = #expect(throws: DynamoDBError.self) { try storage.keys(of: tree) }
        for error in [refused, unread] {
            #expect(error?.code == .storage)
            #expect(error?.message.contains("removed, moved or replaced") == true)
        }
        if isReplaced { try FileManager.default.removeItem(atPath: self.directory.file) }
        try FileManager.default.moveItem(atPath: aside, toPath: self.directory.file)
        await #expect(throws: DynamoDBError.self) { try await storage.put("c", "3", in: tree) }
        await storage.close()
        let again = try self.directory.open()
        try await again.put("d", "4", in: tree)
        #expect(try again.keys(of: tree) == ["a", "d"])
        await again.close()
    }

    @Test func `an empty path is refused`() {
        let error = #expect(throws: DynamoDBError.self) { try Storage(at: .file(""), decode: TestTable.decode) }
        #expect(error?.code == .storage)
    }

    @Test(.enabled(if: geteuid() != 0, "The permissions of files do not apply to root"), arguments: [0o400, 0o500])
    func `a file or directory that cannot be written is refused`(mode: Int) async throws {
        try await self.makeOwn()
        let path = mode == 0o400 ? self.directory.file : self.directory.path
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path) }
        let error = #expect(throws: DynamoDBError.self) { try self.directory.open() }
        #expect(error?.code == .readOnly, "\(String(describing: error))")
    }

    @Test func `a connection that was opened for reading refuses to write, in words that help`() async throws {
        try await self.makeOwn()
        let connection = try SQLiteConnection(path: self.directory.file, mode: .readOnly)
        #expect(connection.isReadOnly)
        let error = #expect(throws: DynamoDBError.self) { try connection.execute("DELETE FROM stats") }
        #expect(error?.code == .readOnly)
    }

    @Test(
        arguments: [
            (13, DynamoDBError.Code.storageFull), (5, .storageBusy), (6, .storageBusy), (5 | 2 << 8, .storageBusy),
            (8, .readOnly), (8 | 6 << 8, .readOnly), (3, .readOnly), (11, .corrupt), (11 | 1 << 8, .corrupt),
            (26, .incompatibleFile), (10, .storage), (10 | 4 << 8, .storage), (7, .storage), (1, .storage),
            (14, .storage),
        ] as [(Int32, DynamoDBError.Code)])
    func `each failure of SQLite has its code`(code: Int32, expected: DynamoDBError.Code) {
        let error = SQLiteFailure(extendedCode: code, message: "words").error
        #expect(error.code == expected)
        #expect(error.message.contains("SQLite \(code): words"))
    }

    @Test(arguments: [EACCES, EPERM, EROFS])
    func `a file that the system does not let us open is read-only`(systemError: Int32) {
        #expect(SQLiteFailure(extendedCode: 14, message: "", systemError: systemError).error.code == .readOnly)
    }
}
