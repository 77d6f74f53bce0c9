// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// A parsed `~/.aws/config` or `~/.aws/credentials`: the sections by their headers, in the order of the file.
package struct SettingsFile: Sendable {
    /// A section and its header, without brackets.
    package struct Section: Sendable {
        package var header: String
        package var contents: SettingsSection
    }

    /// The sections; one header may come several times.
    package private(set) var sections: [Section] = []

    private struct OpenSetting {
        var name: String
        var indentation: Int
        var isBlock: Bool
    }

    private struct LineFault: Error {
        var reason: String
    }

    /// Reads a file.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` with the number of the line that cannot be read, and not its
    ///   text, which may be a secret.
    package init(_ bytes: [UInt8], path: String) throws(DynamoDBError) {
        var open: OpenSetting?
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let line = Substring(decoding: bytes, as: UTF8.self)
            let content = line.trimmingBlanks
            guard let first = content.unicodeScalars.first, first != "#", first != ";" else { continue }
            let indentation = line.unicodeScalars.prefix { $0.isBlank }.count
            do throws(LineFault) {
                if let setting = open, indentation > setting.indentation {
                    try self.append(content, to: setting)
                } else if first == "[" {
                    try self.addSection(content)
                    open = nil
                } else {
                    open = try self.addSetting(line, indentation: indentation)
                }
            } catch {
                throw DynamoDBError(.configuration, "Line \(index + 1) of \(path) \(error.reason)")
            }
        }
    }

    private mutating func addSection(_ line: Substring) throws(LineFault) {
        guard let end = line.firstIndex(of: "]") else {
            throw LineFault(reason: "begins a section, but has no \"]\".")
        }
        let rest = line[line.index(after: end)...].trimmingBlanks
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else {
            throw LineFault(reason: "has text after the name of a section: put it on a line of its own.")
        }
        let header = line[..<end].dropFirst().trimmingBlanks
        guard !header.isEmpty else { throw LineFault(reason: "begins a section without a name.") }
        self.sections.append(Section(header: String(header), contents: SettingsSection()))
    }

    private mutating func addSetting(_ line: Substring, indentation: Int) throws(LineFault) -> OpenSetting {
        guard let last = self.sections.indices.last else {
            throw LineFault(reason: "comes before any section: put a line such as [default] above it.")
        }
        let (name, value) = try Self.split(line)
        self.sections[last].contents.values[name] = value
        return OpenSetting(name: name, indentation: indentation, isBlock: value.isEmpty)
    }

    /// Takes a line that is indented deeper than the setting above it: it belongs to that setting.
    private mutating func append(_ line: Substring, to setting: OpenSetting) throws(LineFault) {
        guard let last = self.sections.indices.last else { return }
        if setting.isBlock {
            let (name, value) = try Self.split(line)
            self.sections[last].contents.blocks[setting.name, default: [:]][name] = value
        } else {
            self.sections[last].contents.values[setting.name, default: ""] += "\n" + line
        }
    }

    private static func split(_ line: Substring) throws(LineFault) -> (name: String, value: String) {
        guard let equals = line.firstIndex(of: "=") else {
            throw LineFault(
                reason: "is neither a section, such as [default], nor a setting, such as region = eu-west-1.")
        }
        let name = line[..<equals].trimmingBlanks.lowercased()
        guard !name.isEmpty else { throw LineFault(reason: "has no name before its \"=\".") }
        return (name, String(Self.withoutComment(line[line.index(after: equals)...]).trimmingBlanks))
    }

    /// A comment begins at `#` or `;` after a blank.
    private static func withoutComment(_ value: Substring) -> Substring {
        var isAfterBlank = false
        for index in value.unicodeScalars.indices {
            let scalar = value.unicodeScalars[index]
            if isAfterBlank && (scalar == "#" || scalar == ";") { return value[..<index] }
            isAfterBlank = scalar.isBlank
        }
        return value
    }
}
