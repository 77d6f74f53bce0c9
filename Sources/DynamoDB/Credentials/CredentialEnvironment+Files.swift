// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension CredentialEnvironment {
    /// The text of a file that a setting names, without blanks and line breaks at its ends.
    ///
    /// - Throws: ``DynamoDBError/Code/credentials`` if there is no such file, or nothing in it.
    func secret(inFile path: String, setting: String) throws(DynamoDBError) -> String {
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try self.files.read(path)
        } catch {
            throw DynamoDBError(.credentials, "The file \(path) from \(setting) cannot be read: \(error.reason)")
        }
        guard let bytes else {
            throw DynamoDBError(.credentials, "There is no file \(path), which \(setting) names.")
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingBlanks
        guard !text.isEmpty else { throw DynamoDBError(.credentials, "The file \(path) from \(setting) is empty.") }
        return String(text)
    }

    /// The settings that are shared with other tools, as the files have them now.
    package func settings(profile: String?) throws(DynamoDBError) -> SharedSettings {
        let settings = try SharedSettings(
            profile: profile, variables: self.variables,
            profiles: SharedProfiles(variables: self.variables, files: self.files))
        if let absence = settings.absence { throw absence }
        return settings
    }
}
