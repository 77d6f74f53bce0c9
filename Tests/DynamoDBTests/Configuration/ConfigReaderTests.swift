// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Configuration
    import DynamoDB
    import Testing

    struct ConfigReaderTests {
        private static func read(_ variables: [String: String]) throws(DynamoDBError) -> RemoteConfiguration {
            let provider = EnvironmentVariablesProvider(environmentVariables: variables)
            return try RemoteConfiguration(reader: ConfigReader(provider: provider).scoped(to: "dynamodb"))
        }

        @Test func `every key is read`() throws {
            let configuration = try Self.read([
                "DYNAMODB_ENDPOINT": "http://localhost:8000", "DYNAMODB_REGION": "eu-west-1", "DYNAMODB_PROFILE": "dev",
                "DYNAMODB_ATTEMPT_TIMEOUT_SECONDS": "1.5", "DYNAMODB_TIMEOUT_SECONDS": "10",
                "DYNAMODB_RETRY_MODE": "adaptive",
                "DYNAMODB_MAXIMUM_ATTEMPTS": "6", "DYNAMODB_MAXIMUM_CONNECTIONS": "3",
                "DYNAMODB_HEDGED_READ_DELAY_SECONDS": "0.25", "DYNAMODB_ALLOWS_CREDENTIALS_OVER_PLAIN_HTTP": "true",
                "DYNAMODB_ACCOUNT_ID_ENDPOINT_MODE": "required", "DYNAMODB_USE_FIPS": "false",
                "DYNAMODB_USE_DUAL_STACK": "true",
                "DYNAMODB_CERTIFICATE_AUTHORITY_FILE": "/ca.pem", "DYNAMODB_LOGS_VALUES": "true",
            ])
            #expect(configuration.endpoint == "http://localhost:8000")
            #expect(configuration.region == "eu-west-1")
            #expect(configuration.profile == "dev")
            #expect(configuration.attemptTimeout == .milliseconds(1500))
            #expect(configuration.timeout == .seconds(10))
            #expect(configuration.retryMode == .adaptive)
            #expect(configuration.maximumAttempts == 6)
            #expect(configuration.maximumConnections == 3)
            #expect(configuration.hedgedReads == .after(.milliseconds(250)))
            #expect(configuration.allowsCredentialsOverPlainHTTP)
            #expect(configuration.accountIDEndpointMode == .required)
            #expect(configuration.useFIPS == false)
            #expect(configuration.useDualStack == true)
            #expect(configuration.certificateAuthorityFile == "/ca.pem")
            #expect(configuration.logsValues)
        }

        @Test func `what is left out keeps its default`() throws {
            let (read, standard) = (try Self.read([:]), RemoteConfiguration())
            #expect(read.endpoint == nil && read.region == nil && read.profile == nil && read.retryMode == nil)
            #expect(read.attemptTimeout == standard.attemptTimeout)
            #expect(read.timeout == standard.timeout)
            #expect(read.maximumConnections == standard.maximumConnections)
            #expect(read.hedgedReads == .off)
            #expect(!read.allowsCredentialsOverPlainHTTP && !read.logsValues)
            #expect(read.useFIPS == nil && read.useDualStack == nil && read.maximumAttempts == nil)
        }

        @Test(arguments: [
            ("ATTEMPT_TIMEOUT_SECONDS", "soon"), ("TIMEOUT_SECONDS", "0"), ("TIMEOUT_SECONDS", "-1"),
            ("TIMEOUT_SECONDS", "nan"), ("TIMEOUT_SECONDS", "1e300"), ("RETRY_MODE", "eager"),
            ("MAXIMUM_ATTEMPTS", "0"),
            ("MAXIMUM_ATTEMPTS", "many"), ("MAXIMUM_CONNECTIONS", "-2"), ("HEDGED_READ_DELAY_SECONDS", "x"),
            ("ALLOWS_CREDENTIALS_OVER_PLAIN_HTTP", "perhaps"), ("ACCOUNT_ID_ENDPOINT_MODE", "x"), ("USE_FIPS", "x"),
            ("USE_DUAL_STACK", "x"), ("LOGS_VALUES", "x"),
        ])
        func `a value that cannot be read is an error that names its key`(name: String, text: String) {
            let error = #expect(throws: DynamoDBError.self) { try Self.read(["DYNAMODB_\(name)": text]) }
            #expect(error?.code == .configuration)
            let key = name.lowercased().split(separator: "_").joined()
            #expect(error?.message.lowercased().contains(key) == true, "\(String(describing: error))")
        }
    }
#endif
