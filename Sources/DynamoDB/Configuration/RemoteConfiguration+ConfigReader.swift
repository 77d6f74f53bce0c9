// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import Configuration
    public import DynamoDBCore

    // The keys, each optional. What is left out keeps the default that RemoteConfiguration documents.
    //
    // | key                              | type    | default                          |
    // |----------------------------------|---------|----------------------------------|
    // | endpoint                         | string  | AWS_ENDPOINT_URL_DYNAMODB, ...   |
    // | region                           | string  | AWS_REGION, ...                  |
    // | profile                          | string  | AWS_PROFILE, else "default"      |
    // | attemptTimeoutSeconds            | double  | 5                                |
    // | timeoutSeconds                   | double  | 30                               |
    // | retryMode                        | string  | AWS_RETRY_MODE, else "standard"  |
    // | maximumAttempts                  | int     | AWS_MAX_ATTEMPTS, else 4         |
    // | maximumConnections               | int     | 50                               |
    // | hedgedReadDelaySeconds           | double  | none: reads are not hedged       |
    // | allowsCredentialsOverPlainHTTP   | bool    | false                            |
    // | accountIdEndpointMode            | string  | AWS_ACCOUNT_ID_ENDPOINT_MODE, ...|
    // | useFIPS                          | bool    | AWS_USE_FIPS_ENDPOINT, ...       |
    // | useDualStack                     | bool    | AWS_USE_DUALSTACK_ENDPOINT, ...  |
    // | certificateAuthorityFile         | string  | AWS_CA_BUNDLE, ...               |
    // | logsValues                       | bool    | false                            |

    extension RemoteConfiguration {
        /// Reads a configuration with swift-configuration.
        ///
        /// The keys, each optional: `endpoint`, `region`, `profile`, `attemptTimeoutSeconds`, `timeoutSeconds`,
        /// `retryMode` (`standard`, which `legacy` means too, or `adaptive`), `maximumAttempts`, `maximumConnections`,
        /// `hedgedReadDelaySeconds`, `allowsCredentialsOverPlainHTTP`,
        /// `accountIdEndpointMode` (`preferred`, `disabled` or `required`), `useFIPS`, `useDualStack`,
        /// `certificateAuthorityFile`, `logsValues`. What is left out keeps its default.
        ///
        /// ```swift
        /// let reader = ConfigReader(provider: EnvironmentVariablesProvider())
        /// // DYNAMODB_REGION, DYNAMODB_TIMEOUT_SECONDS …
        /// let configuration = try RemoteConfiguration(reader: reader.scoped(to: "dynamodb"))
        /// ```
        ///
        /// - Throws: ``DynamoDBError/Code/configuration`` that names the key, if its value cannot be read.
        public init(reader: ConfigReader) throws(DynamoDBError) {
            self.init()
            self.endpoint = try reader.value("endpoint", "a text") { $0.string(forKey: $1) }
            self.region = try reader.value("region", "a text") { $0.string(forKey: $1) }
            self.profile = try reader.value("profile", "a text") { $0.string(forKey: $1) }
            self.certificateAuthorityFile = try reader.value("certificateAuthorityFile", "a text") {
                $0.string(forKey: $1)
            }
            if let seconds = try reader.seconds("attemptTimeoutSeconds") { self.attemptTimeout = seconds }
            if let seconds = try reader.seconds("timeoutSeconds") { self.timeout = seconds }
            if let seconds = try reader.seconds("hedgedReadDelaySeconds") { self.hedgedReads = .after(seconds) }
            self.retryMode = try reader.value("retryMode", "standard, adaptive or legacy") {
                $0.string(forKey: $1).flatMap(RetryMode.init(text:))
            }
            self.accountIDEndpointMode = try reader.value("accountIdEndpointMode", "preferred, disabled or required") {
                $0.string(forKey: $1).flatMap(AccountIDEndpointMode.init(text:))
            }
            self.maximumAttempts = try reader.value("maximumAttempts", "a number from 1 on") {
                $0.int(forKey: $1).flatMap { $0 > 0 ? $0 : nil }
            }
            if let number = try reader.value(
                "maximumConnections", "a number from 1 on",
                { reader, key in
                    reader.int(forKey: key).flatMap { $0 > 0 ? $0 : nil }
                })
            {
                self.maximumConnections = number
            }
            self.useFIPS = try reader.flag("useFIPS")
            self.useDualStack = try reader.flag("useDualStack")
            self.allowsCredentialsOverPlainHTTP =
                try reader.flag("allowsCredentialsOverPlainHTTP") ?? self.allowsCredentialsOverPlainHTTP
            self.logsValues = try reader.flag("logsValues") ?? self.logsValues
        }
    }

    extension ConfigReader {
        /// The value of a key; `nil` if there is none.
        ///
        /// - Throws: ``DynamoDBError/Code/configuration`` if there is one that `read` cannot read. The reader itself
        ///   gives no value for such a one, as for a missing one.
        fileprivate func value<Value>(
            _ key: ConfigKey, _ kind: String, _ read: (ConfigReader, ConfigKey) -> Value?
        ) throws(DynamoDBError) -> Value? {
            if let value = read(self, key) { return value }
            let isThere =
                self.string(forKey: key) != nil || self.int(forKey: key) != nil || self.double(forKey: key) != nil
                || self.bool(forKey: key) != nil || self.stringArray(forKey: key) != nil
            guard isThere else { return nil }
            throw DynamoDBError(.configuration, "The value of the key \"\(key)\" must be \(kind).")
        }

        fileprivate func flag(_ key: ConfigKey) throws(DynamoDBError) -> Bool? {
            try self.value(key, "true or false") { $0.bool(forKey: $1) }
        }

        fileprivate func seconds(_ key: ConfigKey) throws(DynamoDBError) -> Duration? {
            try self.value(key, "a number of seconds above zero") { reader, key in
                let seconds = reader.double(forKey: key) ?? reader.int(forKey: key).map { Double($0) }
                return seconds.flatMap { $0 > 0 && $0 < 1e9 ? .seconds($0) : nil }
            }
        }
    }
#endif
