// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The settings that the tools for AWS share: variables first, then the profile.
package struct SharedSettings: Sendable {
    /// The variables.
    package let variables: EnvironmentVariables
    /// Both files.
    package let profiles: SharedProfiles
    /// The name of the profile in use.
    package let profileName: String
    /// What to fail with where the profile is needed: variables name it, and there is none of that name.
    package var absence: DynamoDBError?

    /// Chooses the profile: `name`, else `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else `default`.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if there is none of the name that the program gives.
    package init(
        profile name: String?, variables: EnvironmentVariables, profiles: SharedProfiles
    ) throws(DynamoDBError) {
        let variable = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].first { variables[$0] != nil }
        let name = name.unlessBlank
        let chosen = name ?? variable.flatMap { variables[$0] }
        self.variables = variables
        self.profiles = profiles
        self.profileName = chosen ?? "default"
        guard let chosen, chosen != "default", profiles.profiles[chosen] == nil else {
            self.absence = nil
            return
        }
        let origin = name == nil ? variable.map { " (from \($0))" } ?? "" : ""
        let files = SharedFileLocations(variables: variables)
        let places = [files.config, files.credentials].compactMap(\.self).joined(separator: " or ")
        let absence = DynamoDBError(
            .configuration,
            "There is no profile \"\(chosen)\"\(origin)"
                + (places.isEmpty ? ": there is no home directory to look for it." : " in \(places).")
                + " Add it with: aws configure --profile \(chosen)")
        guard name == nil else { throw absence }
        self.absence = absence
    }

    /// The profile in use; empty if there is none.
    package var profile: SettingsSection { self.profiles.profiles[self.profileName] ?? SettingsSection() }

    /// The value of a variable, else of the profile's setting, and where it comes from.
    package func value(_ variable: String, _ setting: String) -> (text: String, origin: String)? {
        if let text = self.variables[variable] { return (text, variable) }
        if let text = self.profile[setting] { return (text, "\(setting) of the profile \"\(self.profileName)\"") }
        return nil
    }

    /// A value that must be `true` or `false`.
    package func flag(_ variable: String, _ setting: String) throws(DynamoDBError) -> Bool? {
        guard let (text, origin) = self.value(variable, setting) else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw DynamoDBError(.configuration, "\(origin) is \"\(text)\": it must be true or false.")
        }
    }
}
