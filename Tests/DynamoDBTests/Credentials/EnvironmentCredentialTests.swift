// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    struct EnvironmentCredentialTests {
        private static let keys = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRETKEY"]

        @Test(arguments: [
            ([:], "AKID SECRETKEY - - -"), (["AWS_SESSION_TOKEN": "SESSIONTOKEN"], "AKID SECRETKEY SESSIONTOKEN - -"),
            (["AWS_SECURITY_TOKEN": "SESSIONTOKEN"], "AKID SECRETKEY SESSIONTOKEN - -"),
            (["AWS_SESSION_TOKEN": " ", "AWS_SECURITY_TOKEN": ""], "AKID SECRETKEY - - -"),
            (["AWS_CREDENTIAL_EXPIRATION": "2026-01-02T04:04:05Z"], "AKID SECRETKEY - 1767326645 -"),
            (["AWS_ACCOUNT_ID": "123456789012"], "AKID SECRETKEY - - 123456789012"),
            (["AWS_SECRET_ACCESS_KEY": "SECRETKEY\n"], "AKID SECRETKEY - - -"),
        ])
        func `variables give credentials`(variables: [String: String], answer: String) async {
            let world = TestWorld(Self.keys.merging(variables) { _, new in new })
            #expect(await world.answer() == answer)
            #expect(world.transport.requests.isEmpty)
        }

        @Test(arguments: [
            ["AWS_SECRET_ACCESS_KEY": ""], ["AWS_CREDENTIAL_EXPIRATION": "SECRETKEY"],
            ["AWS_SECRET_ACCESS_KEY": "SECRET KEY SECRETKEY"], ["AWS_ACCESS_KEY_ID": "AK\u{7}ID"],
            ["AWS_SESSION_TOKEN": "SESSIONTOKENé"],
        ])
        func `half of the variables, or malformed ones, are an error`(variables: [String: String]) async {
            let world = TestWorld(
                Self.keys.merging(variables) { _, new in new },
                files: ["/home/me/.aws/credentials": "[default]\naws_access_key_id = a\naws_secret_access_key = b"])
            let answer = await world.answer()
            #expect(answer.hasPrefix("Credentials: "), "\(answer)")
            #expect(!answer.showsSecret)
        }

        @Test func `a secret without its key does not hide other credentials, and is told`() async {
            let world = TestWorld(
                ["AWS_SECRET_ACCESS_KEY": "SECRETKEY"],
                files: ["/home/me/.aws/credentials": "[default]\naws_access_key_id = a\naws_secret_access_key = b"])
            #expect(await world.answer() == "a b - - -")
            let explanation = await world.chain().explain()
            #expect(explanation.description.contains("AWS_ACCESS_KEY_ID is not set, AWS_SECRET_ACCESS_KEY alone is"))
        }
    }
#endif
