// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where the files are that the tools for AWS share.
package struct SharedFileLocations: Sendable {
    /// The configuration file; `nil` if there is no home directory.
    package let config: String?
    /// The credentials file; `nil` if there is no home directory.
    package let credentials: String?
    /// The directory of the cached single sign-on tokens.
    package let ssoCache: String?

    package init(variables: EnvironmentVariables) {
        let home = variables["HOME"] ?? variables["USERPROFILE"]
        func path(_ variable: String, _ standard: String) -> String? {
            guard let path = variables[variable] else { return home.map { "\($0)/.aws/\(standard)" } }
            guard path.hasPrefix("~/"), let home else { return path }
            return home + path.dropFirst()
        }
        self.config = path("AWS_CONFIG_FILE", "config")
        self.credentials = path("AWS_SHARED_CREDENTIALS_FILE", "credentials")
        self.ssoCache = home.map { "\($0)/.aws/sso/cache" }
    }
}
