// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The region, and where it comes from.
package struct RegionChoice: Hashable, Sendable {
    /// The region.
    package let region: String
    /// The setting that named it; `nil` if none did, and the region is the fallback.
    package let setting: String?

    /// The region where no setting names one.
    package static let fallback = "ap-southeast-2"

    /// Chooses the region: the program's, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's, the fallback.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if the text cannot be a region.
    package init(explicit: String?, settings: SharedSettings) throws(DynamoDBError) {
        let profile = "region of the profile \"\(settings.profileName)\""
        let candidates: [(String?, String)] = [
            (explicit, "the configuration"), (settings.variables["AWS_REGION"], "AWS_REGION"),
            (settings.variables["AWS_DEFAULT_REGION"], "AWS_DEFAULT_REGION"), (settings.profile["region"], profile),
        ]
        guard case (let region?, let setting)? = candidates.first(where: { $0.0 != nil }) else {
            (self.region, self.setting) = (Self.fallback, nil)
            return
        }
        guard HostLabel.isValid(region) else {
            throw DynamoDBError(
                .configuration,
                "\"\(region)\" from \(setting) cannot be a region: write it like eu-west-1 or us-east-1.")
        }
        (self.region, self.setting) = (region, setting)
    }
}
