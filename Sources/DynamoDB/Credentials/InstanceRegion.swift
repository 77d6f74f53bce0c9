// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The region of an EC2 instance, from its metadata service.
package enum InstanceRegion {
    /// Asks the service; `nil` if there is none, or it must not be asked: then the fallback is used, and there is a warning.
    /// What it says is remembered.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if this is known to be an instance and its region cannot be told: the
    ///   fallback would be the wrong one.
    package static func find(
        _ environment: CredentialEnvironment, settings: SharedSettings
    ) async throws(DynamoDBError) -> String? {
        switch environment.instance.search {
        case .found(let region): return region
        case .nothing: return nil
        case nil: break
        }
        if let region = try await Self.ask(environment, settings) {
            _ = environment.instance.end(.found(region))
            return region
        }
        if environment.instance.end(.nothing) {
            environment.warn(
                "No region is set, so the fallback is used: \(RegionChoice.fallback). Set AWS_REGION or the region of the configuration."
            )
        }
        return nil
    }

    private static func ask(
        _ environment: CredentialEnvironment, _ settings: SharedSettings
    ) async throws(DynamoDBError) -> String? {
        // A service that is known to be there gets further chances; where there is none, nobody waits for them.
        let attempts = environment.instance.isKnown ? 3 : 1
        guard
            let client = try InstanceMetadataClient(environment: environment, settings: settings, attempts: attempts)
        else { return nil }
        let reason: String
        do throws(DynamoDBError) {
            switch try await client.get("/latest/meta-data/placement/region") {
            case .response(let response):
                let region = String(String(decoding: response.body, as: UTF8.self).trimmingBlanks)
                if response.status == 200, HostLabel.isValid(region) { return region }
                reason = "the instance metadata service answers with status \(response.status) and no region"
            case .timeout: reason = "the instance metadata service does not answer (timeout)"
            case .unreachable(let text): reason = text
            }
        } catch {
            guard error.code != .cancelled else { throw error }
            reason = error.message
        }
        guard environment.instance.isKnown else { return nil }
        throw DynamoDBError(
            .configuration,
            "No region is set, and this EC2 instance does not tell its own: \(reason). Set AWS_REGION, or the region of the configuration."
        )
    }
}
