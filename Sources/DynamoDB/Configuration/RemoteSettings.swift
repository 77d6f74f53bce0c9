// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// A configuration in which nothing is open any more: what the program left out is filled in from the variables, the
/// profile and the defaults.
package struct RemoteSettings: Sendable {
    /// Which endpoint a request goes to.
    package let endpoints: EndpointRules
    /// Where the requests of DynamoDB Streams go.
    package let streamEndpoints: EndpointRules
    /// The region.
    package let region: String
    /// The region, if something names it; `nil` if it is the fallback.
    package let namedRegion: String?
    /// Whether nothing names the region, so that it is the fallback, where no other can be found.
    package let isRegionOpen: Bool
    /// What is passed over for a server on this machine: there is no profile of the name that variables give.
    package let absence: DynamoDBError?
    /// The profile that the program named.
    package let profile: String?
    /// The longest one attempt may take.
    package let attemptTimeout: Duration
    /// The longest one call may take.
    package let timeout: Duration
    /// When a failed request is sent again.
    package let retryMode: RetryMode
    /// How often a request is sent at most.
    package let maximumAttempts: Int
    /// The most connections that are open at a time.
    package let maximumConnections: Int
    /// Whether slow reads are sent a second time.
    package let hedgedReads: HedgedReads
    /// Whether credentials may sign requests to another machine over plain http.
    package let allowsCredentialsOverPlainHTTP: Bool
    /// A file with the certificates to trust instead of the system's.
    package let certificateAuthorityFile: String?
    /// Whether the bodies of requests and answers are logged.
    package let logsValues: Bool

    /// Fills in what a configuration leaves out.
    ///
    /// - Throws: ``DynamoDBError/Code/configuration`` if a setting is malformed, or two contradict each other.
    package init(
        _ configuration: RemoteConfiguration, settings: SharedSettings
    ) throws(DynamoDBError) {
        let choice = try RegionChoice(explicit: configuration.region.unlessBlank, settings: settings)
        let override =
            if let text = configuration.endpoint.unlessBlank {
                try EndpointURL(text, setting: "the configuration")
            } else {
                try ServiceEndpoint.configured(service: "dynamodb", settings: settings)
            }
        // An endpoint of AWS names its region, and refuses what is signed for another.
        let regionOfEndpoint = override.flatMap(AmazonEndpoint.init)?.region
        self.region = regionOfEndpoint ?? choice.region
        self.namedRegion = regionOfEndpoint ?? (choice.setting == nil ? nil : choice.region)
        let useFIPS = try settings.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", unless: configuration.useFIPS)
        let useDualStack = try settings.flag(
            "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", unless: configuration.useDualStack)
        self.endpoints = try EndpointRules(
            override: override, region: self.region, useFIPS: useFIPS, useDualStack: useDualStack,
            accountIDMode: try settings.word(
                "AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode",
                unless: configuration.accountIDEndpointMode, among: "preferred, disabled or required",
                AccountIDEndpointMode.init(text:)) ?? .preferred)
        // A server on this machine needs nothing of a profile.
        self.absence = settings.absence
        if let absence, !self.endpoints.regionalEndpoint.isLoopback { throw absence }
        // Who names a server for DynamoDB alone means its streams, too: they must not be looked for at AWS. But AWS has
        // them at another host than the tables.
        let streamOverride =
            configuration.endpoint.unlessBlank == nil
            ? try ServiceEndpoint.configured(service: "dynamodb_streams", settings: settings) ?? override : override
        let amazon = streamOverride.flatMap(AmazonEndpoint.init)
        let beside = amazon?.hasStreamsInRegion == true ? amazon : nil
        self.streamEndpoints = try EndpointRules(
            override: beside == nil ? streamOverride : nil, region: beside?.region ?? self.region,
            useFIPS: beside?.isFIPS ?? useFIPS, useDualStack: beside?.isDualStack ?? useDualStack,
            accountIDMode: .disabled, service: .streams)
        self.retryMode =
            try settings.word(
                "AWS_RETRY_MODE", "retry_mode", unless: configuration.retryMode, among: "standard, adaptive or legacy",
                RetryMode.init(text:)) ?? .standard
        self.maximumAttempts = try Self.attempts(configuration.maximumAttempts, settings)
        self.maximumConnections = try Self.positive(configuration.maximumConnections, "maximumConnections")
        self.attemptTimeout = try Self.positive(configuration.attemptTimeout, "attemptTimeout")
        self.timeout = try Self.positive(configuration.timeout, "timeout")
        if let delay = configuration.hedgedReads.delay { _ = try Self.positive(delay, "hedgedReads") }
        self.hedgedReads = configuration.hedgedReads
        self.allowsCredentialsOverPlainHTTP = configuration.allowsCredentialsOverPlainHTTP
        self.certificateAuthorityFile =
            configuration.certificateAuthorityFile.unlessBlank ?? settings.value("AWS_CA_BUNDLE", "ca_bundle")?.text
        self.profile = configuration.profile.unlessBlank
        self.logsValues = configuration.logsValues
        // A server of one's own has no regions, so that the wrong one does no harm.
        self.isRegionOpen = choice.setting == nil && override == nil
    }

    private static func attempts(_ explicit: Int?, _ settings: SharedSettings) throws(DynamoDBError) -> Int {
        if let explicit { return try Self.positive(explicit, "maximumAttempts") }
        guard let (text, origin) = settings.value("AWS_MAX_ATTEMPTS", "max_attempts") else { return 4 }
        guard let number = Int(text) else {
            throw DynamoDBError(.configuration, "\(origin) is \"\(text)\": it must be a number from 1 on.")
        }
        return try Self.positive(number, origin)
    }

    private static func positive(_ number: Int, _ origin: String) throws(DynamoDBError) -> Int {
        guard number > 0 else {
            throw DynamoDBError(.configuration, "\(origin) is \(number): it must be a number from 1 on.")
        }
        return number
    }

    private static func positive(_ duration: Duration, _ origin: String) throws(DynamoDBError) -> Duration {
        guard duration > .zero else {
            throw DynamoDBError(.configuration, "\(origin) is \(duration): it must be longer than zero.")
        }
        return duration
    }
}

extension SharedSettings {
    fileprivate func flag(_ variable: String, _ setting: String, unless explicit: Bool?) throws(DynamoDBError) -> Bool {
        if let explicit { return explicit }
        return try self.flag(variable, setting) ?? false
    }

    fileprivate func word<Value>(
        _ variable: String, _ setting: String, unless explicit: Value?, among words: String,
        _ read: (String) -> Value?
    ) throws(DynamoDBError) -> Value? {
        if let explicit { return explicit }
        guard let (text, origin) = self.value(variable, setting) else { return nil }
        if let value = read(text) { return value }
        throw DynamoDBError(.configuration, "\(origin) is \"\(text)\": it must be \(words).")
    }
}
