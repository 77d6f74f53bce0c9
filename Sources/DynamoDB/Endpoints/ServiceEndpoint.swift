// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// The endpoints of the services that the package talks to.
package enum ServiceEndpoint {
    /// The URL of a service by the rules of AWS, such as `https://dynamodb.eu-west-1.amazonaws.com`.
    package static func url(service: String, region: String, useFIPS: Bool, useDualStack: Bool) -> EndpointURL {
        let partition = Partition.of(region: region)
        // The government's ordinary endpoints are certified ones.
        let isPlain = !useFIPS || (partition == .usGovernment && !useDualStack)
        let suffix = useDualStack ? partition.dualStackSuffix : partition.suffix
        return EndpointURL(
            origin: HTTPOrigin(isSecure: true, host: "\(service)\(isPlain ? "" : "-fips").\(region).\(suffix)"))
    }

    /// The endpoint that variables or the profile name for a service, or for all.
    ///
    /// The order: the service's variable, the variable for all, the `services` section of the profile, the profile;
    /// nothing of that if `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true.
    ///
    /// - Parameters:
    ///   - service: The service in the spelling of the files, such as `dynamodb` or `sso_oidc`.
    ///   - settings: Where to look.
    /// - Throws: ``DynamoDBError/Code/configuration`` if a setting is malformed.
    package static func configured(
        service: String, settings: SharedSettings
    ) throws(DynamoDBError) -> EndpointURL? {
        let isIgnored = try settings.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
        if isIgnored == true { return nil }
        for variable in ["AWS_ENDPOINT_URL_\(service.uppercased())", "AWS_ENDPOINT_URL"] {
            if let text = settings.variables[variable] { return try EndpointURL(text, setting: variable) }
        }
        if let name = settings.profile["services"] {
            guard let section = settings.profiles.services[name] else {
                throw DynamoDBError(
                    .configuration,
                    "The profile \"\(settings.profileName)\" has services = \(name), but there is no section "
                        + "[services \(name)] in the configuration file. Add it, or take the setting away.")
            }
            if let text = section.blocks[service]?["endpoint_url"], !text.isEmpty {
                return try EndpointURL(text, setting: "\(service) in the section [services \(name)]")
            }
        }
        guard let text = settings.profile["endpoint_url"] else { return nil }
        return try EndpointURL(text, setting: "endpoint_url of the profile \"\(settings.profileName)\"")
    }
}
