// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// Where a service is that credentials come from, such as STS.
struct ServiceLocation {
    /// Its endpoint.
    let endpoint: EndpointURL
    /// The region of the endpoint and of signatures.
    let region: String

    /// Finds a service: the endpoint that the settings name, else that of the region.
    ///
    /// - Parameters:
    ///   - service: The service in the spelling of the settings, such as `sts`.
    ///   - host: The beginning of its host name.
    ///   - region: The region.
    ///   - settings: Where to look.
    /// - Throws: ``DynamoDBError/Code/configuration`` if a setting is malformed, or would send secrets in plain text.
    init(service: String, host: String, region: String, settings: SharedSettings) throws(DynamoDBError) {
        guard HostLabel.isValid(region) else {
            throw DynamoDBError(
                .configuration, "\"\(region)\" cannot be a region: write it like eu-west-1 or us-east-1.")
        }
        self.region = region
        if let endpoint = try ServiceEndpoint.configured(service: service, settings: settings) {
            guard endpoint.origin.isSecure || LoopbackHost.contains(endpoint.origin.host) else {
                throw DynamoDBError(
                    .configuration,
                    "The endpoint \(endpoint.origin.hostHeader) for \(service) is plain http, which would show "
                        + "credentials to the network. Use https, or set AWS_ENDPOINT_URL_\(service.uppercased()).")
            }
            self.endpoint = endpoint
        } else {
            self.endpoint = ServiceEndpoint.url(
                service: host, region: region,
                useFIPS: try settings.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint") ?? false,
                useDualStack: try settings.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint") ?? false)
        }
    }

    /// The path of a request to it.
    func path(_ path: String) -> String {
        (self.endpoint.path.hasSuffix("/") ? String(self.endpoint.path.dropLast()) : self.endpoint.path) + path
    }
}
