// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a remote database is reached; change only what you need.
///
/// What is `nil` comes from the variables of the process, then from the profile of the shared files
/// (`~/.aws/config` and `~/.aws/credentials`), as with the other tools for AWS.
///
/// ```swift
/// var configuration = RemoteConfiguration()
/// configuration.region = "eu-west-1"
/// configuration.timeout = .seconds(10)
/// ```
public struct RemoteConfiguration: Sendable {
    /// The URL of the service, such as `http://localhost:8000` for DynamoDB Local. Defaults to
    /// `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, the profile's `services` section or `endpoint_url`, else the
    /// endpoint of AWS in the region. With an endpoint of AWS, streams are read from the one that belongs to it; with another,
    /// from the same.
    public var endpoint: String?
    /// The region, such as `eu-west-1`; `local` is DynamoDB Local on its standard port. Defaults to `AWS_REGION`,
    /// `AWS_DEFAULT_REGION`, the profile's `region`, that of the EC2 instance, which the first call asks for if no endpoint is
    /// set, else `ap-southeast-2`, which is logged as a warning unless the endpoint is on this machine. Where the metadata
    /// service of an EC2 instance is there and does not tell the region, calls fail with
    /// ``DynamoDBError/Code/configuration`` instead, and each of them asks again.
    ///
    /// An endpoint of AWS, also one with an account or within a VPC, names its region, and that one counts whatever else is
    /// set.
    public var region: String?
    /// The profile of the shared files. Defaults to `AWS_PROFILE`, else `default`. A profile that is named here is used
    /// in place of credentials in the variables.
    public var profile: String?
    /// Where credentials come from. Defaults to a ``DefaultCredentialChain``; if that finds none, or fails and ``profile`` is
    /// `nil`, requests to an endpoint on this machine are signed with placeholders.
    public var credentials: (any CredentialProvider)?
    /// The longest one attempt of a call may take; those of operations on tables, such as creating one, may take three
    /// times as long, and large requests one second longer for each 128 KB of their JSON, so that a slow line can send
    /// them. Defaults to 5 seconds.
    public var attemptTimeout: Duration = .seconds(5)
    /// The longest one call may take, all attempts together. A line that needs longer for a batch, which may have 16 MB,
    /// needs more. Defaults to 30 seconds.
    public var timeout: Duration = .seconds(30)
    /// When a failed request is sent again. Defaults to `AWS_RETRY_MODE`, the profile's `retry_mode`, else
    /// ``RetryMode/standard``.
    public var retryMode: RetryMode?
    /// How often a request is sent at most, the first time included, but without what is sent again at once, each for its
    /// cause once: after a kept connection turned out to be closed, with new credentials, with the clock corrected. A hedged
    /// read is not counted either. Defaults to `AWS_MAX_ATTEMPTS`, the profile's `max_attempts`, else 4.
    public var maximumAttempts: Int?
    /// The most connections that are open to one host at a time, such as to each node of a cluster; further requests wait for
    /// one. Not used if the database is given a transport. Defaults to 50.
    public var maximumConnections: Int = 50
    /// Whether slow reads are sent a second time. Defaults to ``HedgedReads/off``.
    public var hedgedReads: HedgedReads = .off
    /// Whether credentials may sign requests to another machine over plain http, where they can be read and changed on
    /// the way. Defaults to `false`: such requests fail with ``DynamoDBError/Code/configuration``.
    public var allowsCredentialsOverPlainHTTP = false
    /// Whether the account is part of the endpoint's host name. Defaults to `AWS_ACCOUNT_ID_ENDPOINT_MODE`, the
    /// profile's `account_id_endpoint_mode`, else ``AccountIDEndpointMode/preferred``.
    public var accountIDEndpointMode: AccountIDEndpointMode?
    /// Whether to use endpoints with certified cryptography (FIPS 140). Defaults to `AWS_USE_FIPS_ENDPOINT`, the
    /// profile's `use_fips_endpoint`, else `false`.
    public var useFIPS: Bool?
    /// Whether to use endpoints with IPv4 and IPv6 addresses. Defaults to `AWS_USE_DUALSTACK_ENDPOINT`, the profile's
    /// `use_dualstack_endpoint`, else `false`.
    public var useDualStack: Bool?
    /// A file with the certificates (PEM) to trust instead of the system's. Not used if the database is given a transport.
    /// Defaults to `AWS_CA_BUNDLE`, the profile's `ca_bundle`, else none.
    public var certificateAuthorityFile: String?

    /// Whether the bodies of requests and answers are logged, with the items in them, at the level `trace`: for finding
    /// a fault, and not for production. Credentials are never logged. Defaults to `false`.
    public var logsValues = false

    /// Creates a configuration with every default.
    public init() {}
}
