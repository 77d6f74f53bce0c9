// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import Foundation
    import TestSupport
    import Testing

    /// Types that `@DynamoDBCodable` refuses: the compiler says so, and says what to do.
    ///
    /// The macro is not called from here: to link it into the tests would build every target of theirs twice, for the
    /// machine that compiles, too.
    struct MacroRefusalTests {
        /// A declaration, and words of the error that it is.
        private static let refused = [
            ("class Model1: Codable {}", "is for structs"),
            ("struct Model2<Value: Codable>: Codable { var value: Value }", "generic"),
            ("struct Model3: Codable { init(from decoder: any Decoder) throws {} }", "init(from:) of its own"),
            ("struct Model4: Codable { init(from decoder: Swift.Decoder) throws {} }", "init(from:) of its own"),
            ("struct Model5: Codable { func encode(to encoder: any Encoder) throws {} }", "encode(to:) of its own"),
            (
                "enum Model6: String, Codable { case a; init(from decoder: any Decoder) throws { self = .a } }",
                "of its own"
            ),
            ("enum Model7: Codable { case a, b(Int) }", "associated values"),
            ("struct Model8: Codable { @Trimmed var a: String }", "@Trimmed"),
            ("struct Model9: Codable { var (a, b): (Int, Int) = (1, 2) }", "a property for each name"),
            ("struct Model10: Codable { var b = 1\n #if os(Linux)\n var a: Int\n #endif\n}", "condition"),
            ("struct Model11: Codable { var a: Int; typealias CodingKeys = Keys }", "CodingKeys"),
            (
                "struct Model12: Codable { var a = 1; enum CodingKeys: CodingKey { case a\n #if os(Linux)\n#endif\n} }",
                "condition"
            ),
            (
                "enum Model13: String, Codable { case a\n #if true\n init(from: (any Decoder)) throws { self = .a }\n#endif\n}",
                "init(from:) of its own"
            ),
            ("struct Model14: Codable { @lower var a: String }", "@lower"),
            ("struct Model15: Codable { #property(\"a\") }", "#property"),
            ("enum Model16: Codable, Sendable { case a, b }", "raw values"),
        ]

        /// The same for types in others, and their lines.
        private static let refusedInside = [
            ("enum Outer1<Value> { @DynamoDBCodable struct Model: Codable { var a: Int } }", "generic")
        ]

        private static let accepted = """
            @propertyWrapper struct Trimmed: Codable { var wrappedValue: String }
            @propertyWrapper struct lower: Codable { var wrappedValue: String }
            enum Keys: String, CodingKey { case a }
            @DynamoDBCodable public struct Good: Codable {
                public var a: Int
                var b = 1
                let c: String?, d: [Part]
                struct Part: Codable { var x: Double }
            }
            @DynamoDBCodable enum Level: Int, Codable { case low, high }
            @DynamoDBCodable struct Stated: DynamoDBDecodable, DynamoDBEncodable { var level: Level }
            @DynamoDBCodable struct Named: Swift.Codable { @available(macOS 15, *) var a: Int }
            public enum Space {}
            public extension Space { @DynamoDBCodable struct Shown: Codable { var a: Int } }
            @DynamoDBCodable struct Options: OptionSet, Codable { let rawValue: Int }

            """

        @Test
        func `what the macro cannot see through is an error that says what to do`() async throws {
            var source = "import DynamoDBCore\n" + Self.accepted
            var lines: [Int: String] = [:]
            for (declaration, words) in Self.refused {
                lines[source.count(where: { $0 == "\n" }) + 1] = words
                source += "@DynamoDBCodable " + declaration + "\n"
            }
            for (declaration, words) in Self.refusedInside {
                lines[source.count(where: { $0 == "\n" }) + 1] = words
                source += declaration + "\n"
            }
            let errors = try await Self.errors(of: source)
            for (line, words) in lines {
                // Errors stand where the fault is, which is on the next lines if the declaration has some.
                #expect(
                    errors.contains { $0.line - line <= 2 && $0.line >= line && $0.text.contains(words) }, "\(words)")
            }
            let first = try #require(lines.keys.min())
            #expect(errors.allSatisfy { $0.line >= first }, "\(errors)")
        }

        /// The errors that the compiler finds in a source, with their lines.
        private static func errors(of source: String) async throws -> [(line: Int, text: String)] {
            let folder = FileManager.default.temporaryDirectory.appending(path: "macros-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let (file, log) = (folder.appending(path: "refused.swift"), folder.appending(path: "log"))
            try Data(source.utf8).write(to: file)
            try Data().write(to: log)
            let plugin = try BuiltProgram.file("DynamoDBMacros-tool", "DynamoDBMacros")
            let build = plugin.deletingLastPathComponent()
            let command = [
                "swiftc", "-typecheck", "-swift-version", "6", "-diagnostic-style", "llvm",
                "-I", build.appending(path: "Modules").path(), "-Xcc",
                "-fmodule-map-file=\(build.appending(path: "CDynamoDBChecksum.build/module.modulemap").path())",
                "-load-plugin-executable", "\(plugin.path())#DynamoDBMacros", file.path(),
            ]
            let handle = try FileHandle(forWritingTo: log)
            _ = await (try ChildProcess(command, log: handle)).wait()
            try handle.close()
            return String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").compactMap {
                line in
                let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
                guard parts.count == 5, parts[0].hasSuffix("refused.swift"), parts[3] == " error" else { return nil }
                return Int(parts[1]).map { ($0, String(parts[4])) }
            }
        }
    }
#endif
