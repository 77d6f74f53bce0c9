// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Which endpoint a request to DynamoDB goes to: the rules of AWS, with every setting they depend on.
package struct EndpointRules: Sendable {
    /// The endpoint of the region, or the one that the settings name; it serves every account.
    package let regionalEndpoint: Endpoint

    private let override: EndpointURL?
    private let region: String
    private let service: Service
    private let useFIPS: Bool
    private let useDualStack: Bool
    private let accountIDMode: AccountIDEndpointMode
    /// Where account ids can be part of the host name.
    private let accountSuffix: String?

    /// What is served at an endpoint.
    package enum Service: Sendable {
        /// DynamoDB.
        case tables
        /// DynamoDB Streams; it has no endpoints with account ids.
        case streams
    }

    /// The region for a server on this machine.
    package static let localRegion = "local"

    /// Takes the settings.
    ///
    /// - Parameters:
    ///   - override: The endpoint that the settings name, in place of the rules.
    ///   - region: The region, unless `override` names it.
    ///   - useFIPS: Whether to use endpoints with certified cryptography.
    ///   - useDualStack: Whether to use endpoints with IPv4 and IPv6 addresses.
    ///   - accountIDMode: Whether the account is part of the host name.
    ///   - service: What the endpoints serve. Defaults to tables.
    /// - Throws: ``DynamoDBError/Code/configuration`` if they contradict each other.
    package init(
        override: EndpointURL?, region: String, useFIPS: Bool, useDualStack: Bool, accountIDMode: AccountIDEndpointMode,
        service: Service = .tables
    ) throws(DynamoDBError) {
        // An endpoint of AWS names its region, and refuses what is signed for another.
        let region = override.flatMap(AmazonEndpoint.init)?.region ?? region
        self.override = override
        self.region = region
        self.service = service
        self.useFIPS = useFIPS
        self.useDualStack = useDualStack
        self.accountIDMode = accountIDMode
        guard HostLabel.isValid(region) else {
            throw DynamoDBError(
                .configuration, "\"\(region)\" cannot be a region: write it like eu-west-1 or us-east-1.")
        }
        let isLocal = override == nil && region == Self.localRegion
        let isOwn = override != nil || isLocal
        if isOwn {
            try Self.refuseVariants(useFIPS: useFIPS, useDualStack: useDualStack, isLocal: isLocal)
        }
        let partition = Partition.of(region: region)
        if let override {
            self.regionalEndpoint = Endpoint(override, signingRegion: region)
        } else if isLocal {
            let url = EndpointURL(origin: HTTPOrigin(isSecure: false, host: "localhost", port: 8000))
            self.regionalEndpoint = Endpoint(url, signingRegion: "us-east-1")
        } else {
            self.regionalEndpoint = Endpoint(
                ServiceEndpoint.url(
                    service: service.hostPrefix(in: partition, useDualStack: useDualStack), region: region,
                    useFIPS: useFIPS, useDualStack: useDualStack),
                signingRegion: region)
        }
        let hasAccounts = service == .tables && !isOwn && !useFIPS && partition == .aws
        let suffix = useDualStack ? partition.dualStackSuffix : partition.suffix
        self.accountSuffix = hasAccounts && accountIDMode != .disabled ? suffix : nil
        guard service == .tables && !hasAccounts && !isOwn && accountIDMode == .required else { return }
        let reason = useFIPS ? "FIPS endpoints are switched on" : "the region is \(region)"
        throw DynamoDBError(
            .configuration,
            "Endpoints with the account id are required (AWS_ACCOUNT_ID_ENDPOINT_MODE), but \(reason), and there are "
                + "none for it. Set the mode to preferred.")
    }

    private static func refuseVariants(useFIPS: Bool, useDualStack: Bool, isLocal: Bool) throws(DynamoDBError) {
        let what = isLocal ? "the region \"local\"" : "an endpoint of your own"
        let way = isLocal ? "choose a region of AWS" : "take the endpoint away"
        let variants = [
            (useFIPS, "FIPS", "AWS_USE_FIPS_ENDPOINT"), (useDualStack, "Dual-stack", "AWS_USE_DUALSTACK_ENDPOINT"),
        ]
        for (isOn, name, variable) in variants where isOn {
            throw DynamoDBError(
                .configuration,
                "\(name) endpoints are switched on and \(what) is set: only one of both can be. Switch off "
                    + "\(variable), or \(way).")
        }
    }

    /// The same rules in another region; an endpoint that names its region stays there.
    package func moved(to region: String) throws(DynamoDBError) -> Self {
        try Self(
            override: self.override, region: region, useFIPS: self.useFIPS, useDualStack: self.useDualStack,
            accountIDMode: self.accountIDMode, service: self.service)
    }

    /// Whether the endpoint depends on the account, so that credentials must be known before it.
    package var needsAccount: Bool { self.accountSuffix != nil }

    /// The endpoint of a request.
    ///
    /// - Parameters:
    ///   - tableNames: The tables of the request, in its order: the first may be an ARN, which names its account.
    ///   - accountID: The account of the credentials, if they say it.
    /// - Throws: ``DynamoDBError/Code/configuration`` if the account must be part of the host name and cannot be.
    package func endpoint(tableNames: [String] = [], accountID: String?) throws(DynamoDBError) -> Endpoint {
        guard let suffix = self.accountSuffix else { return self.regionalEndpoint }
        if let arn = tableNames.first.flatMap({ AmazonResourceName($0) }), arn.service == "dynamodb",
            arn.region == self.region, HostLabel.isValid(arn.accountID)
        {
            return self.endpoint(account: arn.accountID, suffix)
        }
        if let accountID {
            guard HostLabel.isValid(accountID) else {
                throw DynamoDBError(
                    .configuration,
                    "The credentials come with \"\(accountID)\" as their account id, which cannot be part of a host "
                        + "name. Correct it (AWS_ACCOUNT_ID or aws_account_id), or set AWS_ACCOUNT_ID_ENDPOINT_MODE to "
                        + "disabled.")
            }
            return self.endpoint(account: accountID, suffix)
        }
        guard self.accountIDMode != .required else {
            throw DynamoDBError(
                .configuration,
                "Endpoints with the account id are required (AWS_ACCOUNT_ID_ENDPOINT_MODE), but the credentials do not "
                    + "say their account. Set AWS_ACCOUNT_ID or aws_account_id, or the mode to preferred.")
        }
        return self.regionalEndpoint
    }

    private func endpoint(account: String, _ suffix: String) -> Endpoint {
        Endpoint(
            EndpointURL(origin: HTTPOrigin(isSecure: true, host: "\(account).ddb.\(self.region).\(suffix)")),
            signingRegion: self.region)
    }
}

extension EndpointRules.Service {
    /// What the host names of a region's endpoints begin with.
    fileprivate func hostPrefix(in partition: Partition, useDualStack: Bool) -> String {
        switch self {
        case .tables: return "dynamodb"
        case .streams:
            let hasHyphen = useDualStack && ["aws", "aws-cn", "aws-us-gov"].contains(partition.name)
            return hasHyphen ? "streams-dynamodb" : "streams.dynamodb"
        }
    }
}
