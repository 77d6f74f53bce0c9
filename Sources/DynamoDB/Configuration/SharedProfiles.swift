// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// What the shared files say, sorted by kind.
package struct SharedProfiles: Sendable {
    /// The profiles by name.
    package private(set) var profiles: [String: SettingsSection] = [:]
    /// The single sign-on sessions by name.
    package private(set) var ssoSessions: [String: SettingsSection] = [:]
    /// The `services` sections by name: settings for single services.
    package private(set) var services: [String: SettingsSection] = [:]

    /// Joins both files: where both have a setting of a profile, the credentials file counts.
    package init(config: SettingsFile?, credentials: SettingsFile?) {
        var plainDefault: SettingsSection?
        for section in config?.sections ?? [] {
            let (kind, name) = Self.split(section.header)
            switch (kind, name) {
            case ("default", nil): plainDefault.merge(section.contents)
            case ("profile", let name?): self.profiles[name].merge(section.contents)
            case ("sso-session", let name?): self.ssoSessions[name].merge(section.contents)
            case ("services", let name?): self.services[name].merge(section.contents)
            // Sections of other tools.
            default: continue
            }
        }
        // `[profile default]` beats `[default]`.
        if let plainDefault, self.profiles["default"] == nil { self.profiles["default"] = plainDefault }
        for section in credentials?.sections ?? [] {
            self.profiles[Self.withoutQuotes(Substring(section.header))].merge(section.contents)
        }
    }

    /// Reads both files, of which either or both may be missing.
    package init(variables: EnvironmentVariables, files: FileAccess) throws(DynamoDBError) {
        let locations = SharedFileLocations(variables: variables)
        self.init(
            config: try Self.read(locations.config, files), credentials: try Self.read(locations.credentials, files))
    }

    private static func read(_ path: String?, _ files: FileAccess) throws(DynamoDBError) -> SettingsFile? {
        guard let path else { return nil }
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try files.read(path)
        } catch {
            throw DynamoDBError(.configuration, "\(path) cannot be read: \(error.reason)")
        }
        guard let bytes else { return nil }
        return try SettingsFile(bytes, path: path)
    }

    /// `profile name`, with blanks between and quotes about the name or not.
    private static func split(_ header: String) -> (kind: String, name: String?) {
        guard let blank = header.unicodeScalars.firstIndex(where: { $0.isBlank }) else { return (header, nil) }
        let name = Self.withoutQuotes(header[blank...].trimmingBlanks)
        return (String(header[..<blank]), name.isEmpty ? nil : name)
    }

    private static func withoutQuotes(_ name: Substring) -> String {
        for quote in ["\"", "'"] where name.count >= 2 && name.hasPrefix(quote) && name.hasSuffix(quote) {
            return String(name.dropFirst().dropLast().trimmingBlanks)
        }
        return String(name)
    }
}

extension SettingsSection? {
    fileprivate mutating func merge(_ section: SettingsSection) {
        var merged = self ?? SettingsSection()
        merged.merge(section)
        self = merged
    }
}
