// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The region of an EC2 instance, from its metadata service.
package enum InstanceRegion {
    /// Asks the service; `nil` if there is none, or it must not be asked.
    package static func find(_ environment: CredentialEnvironment) async throws(DynamoDBError) -> String? {
        guard let client = try InstanceMetadataClient(environment: environment) else { return nil }
        do throws(DynamoDBError) {
            guard case .response(let response) = try await client.get("/latest/meta-data/placement/region"),
                response.status == 200
            else { return nil }
            let region = String(String(decoding: response.body, as: UTF8.self).trimmingBlanks)
            return HostLabel.isValid(region) ? region : nil
        } catch {
            // Credentials may come from elsewhere, and the fallback is told as a warning.
            guard error.code == .cancelled else { return nil }
            throw error
        }
    }
}
