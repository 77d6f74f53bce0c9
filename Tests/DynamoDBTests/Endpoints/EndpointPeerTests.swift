// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation
import TestSupport
import Testing

/// Compares endpoints with those that botocore resolves from the rules of AWS.
struct EndpointPeerTests {
    private struct Question: Encodable {
        var service = "dynamodb"
        var parameters = Parameters()
    }

    private struct Parameters: Encodable, CustomStringConvertible {
        var region = "eu-west-1"
        var useFIPS = false
        var useDualStack = false
        var endpoint: String?
        var accountID: String?
        var mode: String?
        var table: String?

        private enum CodingKeys: String, CodingKey {
            case region = "Region"
            case useFIPS = "UseFIPS"
            case useDualStack = "UseDualStack"
            case endpoint = "Endpoint"
            case accountID = "AccountId"
            case mode = "AccountIdEndpointMode"
            case table = "ResourceArn"
        }

        var description: String {
            "\(self.region), FIPS \(self.useFIPS), dual-stack \(self.useDualStack), endpoint \(self.endpoint ?? "-"), "
                + "account \(self.accountID ?? "-") \(self.mode ?? "-"), table \(self.table ?? "-")"
        }
    }

    private struct Answer: Decodable, Equatable {
        var url: String?
        var signingRegion: String?
    }

    private static let regions = [
        "us-east-1", "eu-west-1", "ap-southeast-2", "ap-southeast-7", "me-south-1", "il-central-1", "mx-central-1",
        "ca-west-1", "af-south-1", "sa-east-1", "aws-global", "cn-north-1", "cn-northwest-1", "aws-cn-global",
        "us-gov-west-1", "us-gov-east-1", "aws-us-gov-global", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1",
        "us-isof-south-1", "aws-iso-global", "eusc-de-east-1", "local", "mars-north-1", "us-gov-x", "cn-north", "cn--1",
        "us-iso-east-x", "xx", "us-isob-new-12", "eusc-fr-east-1",
    ]

    @Test func `endpoints are those of the rules for every region, variant and account mode`() async throws {
        var questions: [Question] = []
        for region in Self.regions {
            for variant in 0..<4 {
                for mode in [nil, "preferred", "disabled", "required"] {
                    for accountID in [nil, "123456789012", "bad id"] {
                        questions.append(
                            Question(
                                parameters: Parameters(
                                    region: region, useFIPS: variant & 1 != 0, useDualStack: variant & 2 != 0,
                                    accountID: accountID, mode: mode)))
                    }
                }
            }
        }
        let tables = [
            "arn:aws:dynamodb:eu-west-1:222222222222:table/T", "arn:aws:dynamodb:us-east-1:222222222222:table/T",
            "arn:aws:s3:eu-west-1:222222222222:table/T", "arn:aws:dynamodb:eu-west-1::table/T", "Music", "arn:aws",
            "arn:aws:dynamodb:eu-west-1:222222222222:", "arn:aws:dynamodb:eu-west-1:222222222222:table/T:1/stream/x:2",
        ]
        for table in tables {
            for mode in ["preferred", "disabled", "required"] {
                for accountID in [nil, "123456789012"] {
                    questions.append(
                        Question(parameters: Parameters(accountID: accountID, mode: mode, table: table)))
                }
            }
        }
        for variant in 0..<4 {
            for endpoint in ["http://localhost:8000", "https://example.com"] {
                questions.append(
                    Question(
                        parameters: Parameters(
                            useFIPS: variant & 1 != 0, useDualStack: variant & 2 != 0, endpoint: endpoint,
                            accountID: "123456789012", mode: "preferred")))
            }
        }
        let answers = try await PythonPeer.ask("resolve_endpoints.py", questions, for: [Answer].self)
        #expect(answers.count == questions.count)
        // Rules that are never reached prove nothing.
        #expect(answers.filter { $0.url == nil }.count > 100)
        #expect(answers.filter { $0.url?.contains(".ddb.") == true }.count > 50)
        for (question, answer) in zip(questions, answers) {
            let ours = Self.resolve(question.parameters)
            var theirs = answer
            if theirs.url != nil { theirs.signingRegion = theirs.signingRegion ?? question.parameters.region }
            #expect(ours == theirs, "\(question.parameters)")
        }
    }

    @Test func `streams have endpoints of their own in every region and variant`() async throws {
        var questions: [Question] = []
        // A server on this machine has its streams at the same port.
        for region in Self.regions where region != "local" {
            for variant in 0..<4 {
                questions.append(
                    Question(
                        service: "dynamodbstreams",
                        parameters: Parameters(
                            region: region, useFIPS: variant & 1 != 0, useDualStack: variant & 2 != 0)))
            }
        }
        questions.append(
            Question(service: "dynamodbstreams", parameters: Parameters(endpoint: "http://localhost:8000")))
        let answers = try await PythonPeer.ask("resolve_endpoints.py", questions, for: [Answer].self)
        #expect(answers.filter { $0.url?.contains("streams") == true }.count > 50)
        for (question, answer) in zip(questions, answers) {
            var theirs = answer
            if theirs.url != nil { theirs.signingRegion = theirs.signingRegion ?? question.parameters.region }
            #expect(Self.resolve(question.parameters, service: .streams) == theirs, "\(question.parameters)")
        }
    }

    private static func resolve(_ parameters: Parameters, service: EndpointRules.Service = .tables) -> Answer {
        // The rules know no account endpoints where the mode is left out; our default is to prefer them.
        let mode = parameters.mode.flatMap(AccountIDEndpointMode.init(text:)) ?? .disabled
        do throws(DynamoDBError) {
            let rules = try EndpointRules(
                override: try parameters.endpoint.map { text throws(DynamoDBError) in
                    try EndpointURL(text, setting: "the test")
                }, region: parameters.region, useFIPS: parameters.useFIPS, useDualStack: parameters.useDualStack,
                accountIDMode: mode, service: service)
            let endpoint = try rules.endpoint(
                tableNames: parameters.table.map { [$0] } ?? [], accountID: parameters.accountID)
            let scheme = endpoint.origin.isSecure ? "https" : "http"
            return Answer(url: "\(scheme)://\(endpoint.origin.hostHeader)", signingRegion: endpoint.signingRegion)
        } catch {
            return Answer()
        }
    }

    @Test func `the services that give credentials have their endpoints`() async throws {
        var questions: [Question] = []
        var ours: [String] = []
        for (service, host) in [("sts", "sts"), ("sso", "portal.sso"), ("sso-oidc", "oidc")] {
            for region in ["eu-west-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1", "us-iso-east-1"] {
                for variant in 0..<4 {
                    let (useFIPS, useDualStack) = (variant & 1 != 0, variant & 2 != 0)
                    questions.append(
                        Question(
                            service: service,
                            parameters: Parameters(region: region, useFIPS: useFIPS, useDualStack: useDualStack)))
                    let url = ServiceEndpoint.url(
                        service: host, region: region, useFIPS: useFIPS, useDualStack: useDualStack)
                    ours.append("https://\(url.origin.hostHeader)")
                }
            }
        }
        let answers = try await PythonPeer.ask("resolve_endpoints.py", questions, for: [Answer].self)
        #expect(answers.map(\.url) == ours)
    }
}
