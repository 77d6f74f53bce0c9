// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// The single sign-on settings of a profile.
struct SSOProfile {
    let accountID: String
    let roleName: String
    let region: String
    /// What the cached token is found by: the name of the session, or the start URL of an old profile.
    let cacheKey: String
    /// Whether the token can be refreshed; that of an old profile cannot.
    let isRefreshable: Bool

    /// Reads a profile.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if settings are missing.
    init(_ profile: SettingsSection, named name: String, sessions: [String: SettingsSection]) throws(DynamoDBError) {
        func required(_ setting: String, in section: SettingsSection, _ place: String) throws(DynamoDBError) -> String {
            if let value = section[setting] { return value }
            throw DynamoDBError(.configuration, "\(place) has no \(setting). Run: aws configure sso --profile \(name)")
        }
        let place = "The profile \"\(name)\""
        self.accountID = try required("sso_account_id", in: profile, place)
        self.roleName = try required("sso_role_name", in: profile, place)
        if let session = profile["sso_session"] {
            guard let section = sessions[session] else {
                throw DynamoDBError(
                    .configuration,
                    "\(place) has sso_session = \(session), but there is no section [sso-session \(session)] in the "
                        + "configuration file. Run: aws configure sso --profile \(name)")
            }
            self.region = try required("sso_region", in: section, "The section [sso-session \(session)]")
            _ = try required("sso_start_url", in: section, "The section [sso-session \(session)]")
            self.cacheKey = session
            self.isRefreshable = true
        } else {
            self.region = try required("sso_region", in: profile, place)
            self.cacheKey = try required("sso_start_url", in: profile, place)
            self.isRefreshable = false
        }
    }

    /// Whether a profile signs on this way. A session alone, without an account and a role, is for other services.
    static func isPresent(in profile: SettingsSection) -> Bool {
        profile["sso_account_id"] != nil || profile["sso_role_name"] != nil
    }
}
