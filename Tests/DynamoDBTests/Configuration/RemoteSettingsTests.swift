// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct RemoteSettingsTests {
    private static func settings(
        _ change: (inout RemoteConfiguration) -> Void = { _ in }, _ variables: [String: String] = [:],
        config: String? = nil
    ) throws(DynamoDBError) -> RemoteSettings {
        var configuration = RemoteConfiguration()
        change(&configuration)
        return try RemoteSettings(
            configuration, settings: .of(variables, config: config, profile: configuration.profile))
    }

    private static func url(_ endpoint: Endpoint) -> String {
        "\(endpoint.origin.isSecure ? "https" : "http")://\(endpoint.origin.hostHeader)\(endpoint.path)"
    }

    @Test func `the defaults are those of the documentation`() throws {
        let settings = try Self.settings()
        #expect(settings.region == "ap-southeast-2")
        #expect(Self.url(settings.endpoints.regionalEndpoint) == "https://dynamodb.ap-southeast-2.amazonaws.com/")
        #expect(settings.retryMode == .standard)
        #expect(settings.maximumAttempts == 4)
        #expect(settings.attemptTimeout == .seconds(5))
        #expect(settings.timeout == .seconds(30))
        #expect(settings.hedgedReads == .off)
        #expect(!settings.allowsCredentialsOverPlainHTTP)
        #expect(settings.certificateAuthorityFile == nil)
        #expect(settings.isRegionOpen)
        #expect(!settings.logsValues)
    }

    @Test(
        arguments: [
            (["AWS_REGION": "r1", "AWS_DEFAULT_REGION": "r2"], nil, "r1"), (["AWS_DEFAULT_REGION": "r2"], nil, "r2"),
            ([:], nil, "r3"), (["AWS_REGION": "r1"], "r0", "r0"), (["AWS_REGION": ""], nil, "r3"), ([:], " ", "r3"),
            (["AWS_PROFILE": "other"], nil, "r4"), (["AWS_DEFAULT_PROFILE": "other"], nil, "r4"),
            (["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "other"], nil, "r3"),
        ] as [([String: String], String?, String)])
    func `the region comes from the first that names one`(
        variables: [String: String], explicit: String?, region: String
    ) throws {
        let config = "[default]\nregion = r3\n[profile other]\nregion = r4"
        let settings = try Self.settings({ $0.region = explicit }, variables, config: config)
        #expect(settings.region == region)
        #expect(!settings.isRegionOpen)
    }

    @Test(
        arguments: [
            (nil, [:], "https://dynamodb.eu-west-1.amazonaws.com/"),
            ("http://code:1", ["AWS_ENDPOINT_URL_DYNAMODB": "http://service:2"], "http://code:1/"),
            (
                nil, ["AWS_ENDPOINT_URL_DYNAMODB": "http://service:2", "AWS_ENDPOINT_URL": "http://all:3"],
                "http://service:2/"
            ),
            (nil, ["AWS_ENDPOINT_URL": "http://all:3"], "http://all:3/"),
            (nil, ["AWS_PROFILE": "both"], "http://section:4/"), (nil, ["AWS_PROFILE": "one"], "http://profile:5/"),
            (nil, ["AWS_ENDPOINT_URL": "http://all:3", "AWS_PROFILE": "both"], "http://all:3/"),
            (
                nil, ["AWS_ENDPOINT_URL": "http://all:3", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
                "https://dynamodb.eu-west-1.amazonaws.com/"
            ),
            ("http://code:1", ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"], "http://code:1/"),
            (
                nil, ["AWS_PROFILE": "ignoring", "AWS_ENDPOINT_URL": "http://x"],
                "https://dynamodb.eu-west-1.amazonaws.com/"
            ),
            (nil, ["AWS_PROFILE": "other-service"], "http://profile:6/"),
        ] as [(String?, [String: String], String)])
    func `the endpoint comes from the first that names one`(
        explicit: String?, variables: [String: String], url: String
    ) throws {
        let config = """
            [profile both]
            services = mine
            endpoint_url = http://profile:5
            [profile one]
            endpoint_url = http://profile:5
            [profile ignoring]
            endpoint_url = http://profile:5
            ignore_configured_endpoint_urls = true
            [profile other-service]
            services = others
            endpoint_url = http://profile:6
            [services mine]
            dynamodb =
              endpoint_url = http://section:4
            [services others]
            s3 =
              endpoint_url = http://s3
            """
        let settings = try Self.settings(
            {
                $0.region = "eu-west-1"
                $0.endpoint = explicit
            }, variables, config: config)
        #expect(Self.url(settings.endpoints.regionalEndpoint) == url)
    }

    @Test(arguments: ["", " \n"])
    func `a profile without a name is none`(profile: String) throws {
        let variables = ["AWS_PROFILE": "other"]
        let config = "[default]\nregion = r3\n[profile other]\nregion = r4"
        let settings = try Self.settings({ $0.profile = profile }, variables, config: config)
        #expect(settings.profile == nil && settings.region == "r4")
    }

    @Test func `variables and the profile fill in what the program leaves open`() throws {
        let config = """
            [default]
            retry_mode = adaptive
            max_attempts = 7
            use_fips_endpoint = true
            use_dualstack_endpoint = True
            account_id_endpoint_mode = disabled
            ca_bundle = /profile.pem
            region = us-west-2
            """
        let profile = try Self.settings(config: config)
        #expect(profile.retryMode == .adaptive)
        #expect(profile.maximumAttempts == 7)
        #expect(profile.certificateAuthorityFile == "/profile.pem")
        #expect(Self.url(profile.endpoints.regionalEndpoint) == "https://dynamodb-fips.us-west-2.api.aws/")
        let variables = [
            "AWS_RETRY_MODE": "legacy", "AWS_MAX_ATTEMPTS": "2", "AWS_USE_FIPS_ENDPOINT": "false",
            "AWS_USE_DUALSTACK_ENDPOINT": "false", "AWS_ACCOUNT_ID_ENDPOINT_MODE": "preferred",
            "AWS_CA_BUNDLE": "/v.pem",
        ]
        let variable = try Self.settings({ _ in }, variables, config: config)
        #expect(variable.retryMode == .standard)
        #expect(variable.maximumAttempts == 2)
        #expect(variable.certificateAuthorityFile == "/v.pem")
        #expect(variable.endpoints.needsAccount)
        #expect(
            Self.url(try variable.endpoints.endpoint(accountID: "123456789012"))
                == "https://123456789012.ddb.us-west-2.amazonaws.com/")
        let program = try Self.settings(
            {
                $0.retryMode = .adaptive
                $0.maximumAttempts = 1
                $0.useFIPS = false
                $0.useDualStack = true
                $0.accountIDEndpointMode = .disabled
            }, variables, config: config)
        #expect(program.retryMode == .adaptive)
        #expect(program.maximumAttempts == 1)
        #expect(!program.endpoints.needsAccount)
        #expect(Self.url(program.endpoints.regionalEndpoint) == "https://dynamodb.us-west-2.api.aws/")
    }

    @Test(arguments: [
        ["AWS_MAX_ATTEMPTS": "many"], ["AWS_MAX_ATTEMPTS": "0"], ["AWS_RETRY_MODE": "eager"],
        ["AWS_USE_FIPS_ENDPOINT": "yes"], ["AWS_USE_DUALSTACK_ENDPOINT": "1"],
        ["AWS_ACCOUNT_ID_ENDPOINT_MODE": "maybe"],
        ["AWS_ENDPOINT_URL": "localhost:8000"], ["AWS_ENDPOINT_URL_DYNAMODB": "http://"], ["AWS_REGION": "eu west 1"],
        ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "x"], ["AWS_PROFILE": "missing"],
    ])
    func `a malformed variable is an error that names it`(variables: [String: String]) throws {
        let error = #expect(throws: DynamoDBError.self) { try Self.settings({ _ in }, variables) }
        let name = try #require(variables.keys.first)
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(name) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        "max_attempts = x", "retry_mode = x", "use_fips_endpoint = x", "use_dualstack_endpoint = x",
        "account_id_endpoint_mode = x", "endpoint_url = x", "region = x y", "ignore_configured_endpoint_urls = x",
        "services = missing",
    ])
    func `a malformed setting of the profile is an error that names both`(setting: String) {
        let error = #expect(throws: DynamoDBError.self) { try Self.settings(config: "[default]\n\(setting)") }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("default") == true)
        #expect(error?.message.contains(setting.prefix { $0 != " " }) == true, "\(String(describing: error))")
    }

    @Test func `malformed settings of the program are errors`() {
        let changes: [(inout RemoteConfiguration) -> Void] = [
            { $0.maximumAttempts = 0 }, { $0.maximumConnections = 0 }, { $0.attemptTimeout = .zero },
            { $0.timeout = .seconds(-1) }, { $0.hedgedReads = .after(.zero) }, { $0.endpoint = "x" },
            { $0.region = "x/y" },
            { $0.profile = "missing" },
        ]
        for change in changes {
            let error = #expect(throws: DynamoDBError.self) { try Self.settings(change) }
            #expect(error?.code == .configuration)
        }
    }

    @Test(arguments: [
        ["AWS_ENDPOINT_URL": "http://localhost:8000", "AWS_USE_FIPS_ENDPOINT": "true"],
        ["AWS_ENDPOINT_URL": "http://localhost:8000", "AWS_USE_DUALSTACK_ENDPOINT": "true"],
        ["AWS_REGION": "local", "AWS_USE_FIPS_ENDPOINT": "true"],
        ["AWS_REGION": "local", "AWS_USE_DUALSTACK_ENDPOINT": "true"],
        ["AWS_REGION": "cn-north-1", "AWS_ACCOUNT_ID_ENDPOINT_MODE": "required"],
        ["AWS_REGION": "eu-west-1", "AWS_ACCOUNT_ID_ENDPOINT_MODE": "required", "AWS_USE_FIPS_ENDPOINT": "true"],
    ])
    func `settings that contradict each other are an error that says which to change`(variables: [String: String]) {
        let error = #expect(throws: DynamoDBError.self) { try Self.settings({ _ in }, variables) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("AWS_") == true)
    }

    @Test func `the region local is DynamoDB Local on its port`() throws {
        let endpoint = try Self.settings({ $0.region = "local" }).endpoints.regionalEndpoint
        #expect(Self.url(endpoint) == "http://localhost:8000/")
        #expect(endpoint.signingRegion == "us-east-1")
        #expect(endpoint.isLoopback)
    }

    @Test func `the region is not open where an endpoint is set`() throws {
        let settings = try Self.settings({ $0.endpoint = "http://localhost:8000" })
        #expect(settings.endpoints.regionalEndpoint.signingRegion == "ap-southeast-2")
        #expect(!settings.isRegionOpen)
    }

    @Test(
        arguments: [
            (
                "https://dynamodb.eu-west-1.amazonaws.com", "eu-west-1",
                "https://streams.dynamodb.eu-west-1.amazonaws.com/"
            ),
            (
                "https://dynamodb-fips.us-east-2.amazonaws.com", "us-east-2",
                "https://streams.dynamodb-fips.us-east-2.amazonaws.com/"
            ),
            (
                "https://dynamodb.eu-west-1.amazonaws.com.", "eu-west-1",
                "https://streams.dynamodb.eu-west-1.amazonaws.com/"
            ),
            ("https://dynamodb.eu-west-1.api.aws", "eu-west-1", "https://streams-dynamodb.eu-west-1.api.aws/"),
            (
                "https://DynamoDB.cn-north-1.amazonaws.com.cn", "cn-north-1",
                "https://streams.dynamodb.cn-north-1.amazonaws.com.cn/"
            ),
            (
                "https://123456789012.ddb.eu-west-1.amazonaws.com", "eu-west-1",
                "https://streams.dynamodb.eu-west-1.amazonaws.com/"
            ),
            (
                "https://123456789012.ddb.eu-west-1.api.aws", "eu-west-1",
                "https://streams-dynamodb.eu-west-1.api.aws/"
            ),
            // Behind these may be the tables alone.
            (
                "https://vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce.amazonaws.com", "eu-west-1",
                "https://vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce.amazonaws.com/"
            ),
            (
                "https://vpce-0a1b-2c3d-eu-west-1a.dynamodb.eu-west-1.vpce.amazonaws.com", "eu-west-1",
                "https://vpce-0a1b-2c3d-eu-west-1a.dynamodb.eu-west-1.vpce.amazonaws.com/"
            ),
            (
                "https://dynamodb.eu-west-1.amazonaws.com:8443", "eu-west-1",
                "https://dynamodb.eu-west-1.amazonaws.com:8443/"
            ),
            ("http://dynamodb.eu-west-1.amazonaws.com", "eu-west-1", "http://dynamodb.eu-west-1.amazonaws.com/"),
        ])
    func `an endpoint of AWS says its region, and where its streams are`(
        endpoint: String, region: String, streams: String
    ) throws {
        let settings = try Self.settings({ $0.endpoint = endpoint })
        #expect(settings.endpoints.regionalEndpoint.signingRegion == region)
        #expect(Self.url(settings.streamEndpoints.regionalEndpoint) == streams)
        #expect(!settings.isRegionOpen)
        // Signed for another one, a request is always refused.
        let other = try Self.settings({ ($0.endpoint, $0.region) = (endpoint, "us-west-1") })
        #expect(other.endpoints.regionalEndpoint.signingRegion == region)
        #expect(other.region == region && other.namedRegion == region)
    }

    @Test(arguments: [
        "https://dynamodb.example.com", "https://dynamodb.cn-north-1.amazonaws.com", "https://dynamodb.amazonaws.com",
        "https://a.b.dynamodb.eu-west-1.amazonaws.com", "https://s3.eu-west-1.amazonaws.com",
        "https://dynamodb.eu-west-1.amazonaws.com.example.com", "https://dynamodb", "http://10.0.0.1:8000",
    ])
    func `an endpoint that is not of AWS says nothing`(endpoint: String) throws {
        let settings = try Self.settings({ $0.endpoint = endpoint })
        #expect(settings.endpoints.regionalEndpoint.signingRegion == "ap-southeast-2")
        #expect(settings.streamEndpoints.regionalEndpoint.origin == settings.endpoints.regionalEndpoint.origin)
        #expect(settings.namedRegion == nil)
        let other = try Self.settings({ ($0.endpoint, $0.region) = (endpoint, "us-west-1") })
        #expect(other.endpoints.regionalEndpoint.signingRegion == "us-west-1")
    }

    @Test(arguments: ["http://localhost:8000", "http://[::1]:1"])
    func `a server on this machine needs no profile that variables name`(endpoint: String) throws {
        let variables = ["AWS_PROFILE": "missing", "AWS_MAX_ATTEMPTS": "2"]
        for settings in [
            try Self.settings({ $0.endpoint = endpoint }, variables),
            try Self.settings({ _ in }, variables.merging(["AWS_ENDPOINT_URL": endpoint]) { $1 }),
        ] {
            #expect(settings.endpoints.regionalEndpoint.isLoopback && settings.maximumAttempts == 2)
        }
        #expect(throws: DynamoDBError.self) { try Self.settings({ $0.endpoint = "https://example.com" }, variables) }
        #expect(throws: DynamoDBError.self) {
            try Self.settings({ ($0.endpoint, $0.profile) = (endpoint, "missing") })
        }
    }

    @Test func `an account that is required and unknown, or no label, is an error`() throws {
        let rules = try Self.settings({
            $0.region = "eu-west-1"
            $0.accountIDEndpointMode = .required
        }).endpoints
        for accountID in [nil, "1/2"] as [String?] {
            let error = #expect(throws: DynamoDBError.self) { try rules.endpoint(accountID: accountID) }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains("AWS_ACCOUNT_ID") == true)
        }
    }
}
