// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A role to be assumed.
struct AssumedRole {
    /// The role.
    var arn: String
    /// What the session is called in the logs of AWS; `nil` for a name with the time.
    var sessionName: String?
    /// What the role's owner asks for as a proof that the right program is meant.
    var externalID: String?
    /// How long the credentials are valid; `nil` for the service's default.
    var durationSeconds: Int?

    /// The region of its STS where nothing names one, and there is no instance: `nil` for a role of the partition `aws`, whose
    /// roles are known in every region of it.
    var partitionRegion: String? {
        switch self.arn.split(separator: ":", maxSplits: 2).dropFirst().first {
        case "aws-us-gov": "us-gov-west-1"
        case "aws-cn": "cn-northwest-1"
        case "aws-eusc": "eusc-de-east-1"
        default: nil
        }
    }

    /// How many seconds credentials of a role can be valid.
    static let durations = 900...43_200

    init(arn: String, sessionName: String? = nil) {
        self.arn = arn
        self.sessionName = sessionName
    }

    /// The role that a profile names, by its `role_arn` and the settings beside it.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if a setting is malformed.
    init(arn: String, profile: SettingsSection, named name: String) throws(DynamoDBError) {
        self.arn = arn
        self.sessionName = profile["role_session_name"]
        self.externalID = profile["external_id"]
        guard let text = profile["duration_seconds"] else { return }
        guard let duration = Int(text), Self.durations.contains(duration) else {
            throw DynamoDBError(
                .configuration,
                "duration_seconds of the profile \"\(name)\" is \"\(text)\": it must be a number from 900 to 43200.")
        }
        self.durationSeconds = duration
    }
}
