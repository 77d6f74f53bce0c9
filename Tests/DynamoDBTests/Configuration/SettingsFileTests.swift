// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct SettingsFileTests {
    private static func profile(_ config: String, _ name: String = "default") throws -> SettingsSection? {
        try SharedSettings.of(config: config).profiles.profiles[name]
    }

    @Test(arguments: [
        ("[default]\nregion = eu-west-1", "eu-west-1"), ("[default]\nregion=eu-west-1", "eu-west-1"),
        ("[default]\r\nregion = eu-west-1\r\n", "eu-west-1"), ("\u{FEFF}[default]\nregion = a", "a"),
        ("[default]\nREGION = a", "a"), ("[default]\nregion = a # comment", "a"),
        ("[default]\nregion = a ; comment", "a"),
        ("[default]\nregion = a#b", "a#b"), ("[default]\nregion = a;b", "a;b"), ("[default]\nregion = # comment", ""),
        ("# comment\n; comment\n\n[default]\n# region = b\nregion = a", "a"), ("[default]\nregion = a=b", "a=b"),
        ("[default]\nregion = a\nregion = b", "b"), ("[default]\nregion = a\n[default]\nregion = b", "b"),
        ("[default]\nregion = a\n  # comment\nx = y", "a"), ("[default] # comment\nregion = a", "a"),
        ("[ default ]\nregion = a", "a"), ("[profile default]\nregion = a\n[default]\nregion = b", "a"),
        ("[default]\nregion = b\n[profile default]\nregion = a", "a"), ("[default]\n  region = a\n  x = y", "a"),
        ("[default]\nregion = a\n  b\n  c = d", "a\nb\nc = d"), ("[default]\nregion\t=\ta", "a"),
        ("[default]\nregion =", ""),
        ("[default]\nx =\n  region = nested\nregion = a", "a"), ("[plugins]\nregion = b\n[default]\nregion = a", "a"),
    ])
    func `a setting is read`(config: String, region: String) throws {
        #expect(try Self.profile(config)?.values["region"] == region)
    }

    @Test(arguments: [
        ("[profile dev]", "dev"), ("[profile   dev]", "dev"), ("[profile\tdev]", "dev"), ("[profile \"dev\"]", "dev"),
        ("[profile 'my dev']", "my dev"), ("[profile my dev]", "my dev"), ("[ profile dev ]", "dev"),
        ("[profile a/b@c.d:e+f%g]", "a/b@c.d:e+f%g"),
    ])
    func `a profile has a name`(header: String, name: String) throws {
        #expect(try Self.profile("\(header)\nregion = a", name)?["region"] == "a")
    }

    @Test(arguments: ["[dev]", "[profile]", "[plugins x]", "[Profile dev]"])
    func `a section of another kind is no profile`(header: String) throws {
        #expect(try SharedSettings.of(config: "\(header)\nregion = a").profiles.profiles.isEmpty)
    }

    @Test func `nested settings lie in a block`() throws {
        let config = """
            [services local]
            dynamodb =
              endpoint_url = http://localhost:8000 # here
              other = x
            s3 =
              endpoint_url = http://localhost:9000
            [default]
            s3 =
              max_queue_size = 1
            region = a
            """
        let profiles = try SharedSettings.of(config: config).profiles
        #expect(
            profiles.services["local"]?.blocks == [
                "dynamodb": ["endpoint_url": "http://localhost:8000", "other": "x"],
                "s3": ["endpoint_url": "http://localhost:9000"],
            ])
        #expect(profiles.profiles["default"]?.blocks == ["s3": ["max_queue_size": "1"]])
        #expect(profiles.profiles["default"]?["region"] == "a")
    }

    @Test func `the credentials file beats the configuration file`() throws {
        let settings = try SharedSettings.of(
            config: "[profile dev]\naws_access_key_id = a\nregion = r", credentials: "[dev]\naws_access_key_id = b",
            profile: "dev")
        #expect(settings.profile.values == ["aws_access_key_id": "b", "region": "r"])
    }

    @Test(arguments: [
        ("region = a", 1), ("[default\nregion = a", 1), ("[default]\nregion", 2), ("[default]\n= a", 2), ("[]", 1),
        ("[default] region = a", 1), ("\n\n[default]\nx =\n  nested", 5), ("[default]\n\u{0}", 2),
    ])
    func `a malformed line is refused by its number, without its text`(config: String, line: Int) {
        let error = #expect(throws: DynamoDBError.self) { try SharedSettings.of(config: config) }
        #expect(error?.code == .configuration)
        #expect(error?.message.hasPrefix("Line \(line) of /home/me/.aws/config ") == true)
    }

    @Test func `no line's text is in the error, as it may be a secret`() {
        let error = #expect(throws: DynamoDBError.self) {
            try SharedSettings.of(credentials: "[default]\naws_secret_access_key wJalrXUtnFEMI")
        }
        #expect(error?.description.contains("wJalrXUtnFEMI") == false)
        #expect(error?.message.contains("Line 2 of /home/me/.aws/credentials") == true)
    }

    @Test func `random bytes never stop the program`() {
        var generator = SystemRandomNumberGenerator()
        let pieces: [[UInt8]] =
            ["[", "]", "=", "\n", " ", "\t", "#", "profile ", "a", "\r\n", "\"", "é"].map { Array($0.utf8) } + [
                [0xFF], [0],
            ]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &generator)).flatMap { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            guard let file = try? SettingsFile(bytes, path: "x") else { continue }
            _ = SharedProfiles(config: file, credentials: file)
        }
    }

    @Test(arguments: [
        (["HOME": "/h"], "/h/.aws/config"), (["HOME": "/h", "AWS_CONFIG_FILE": "/x/c"], "/x/c"),
        (["HOME": "/h", "AWS_CONFIG_FILE": "~/c"], "/h/c"), (["USERPROFILE": "C:"], "C:/.aws/config"), ([:], nil),
        (["HOME": " ", "USERPROFILE": "/u"], "/u/.aws/config"),
    ])
    func `the files lie in the home directory unless variables say otherwise`(
        variables: [String: String], config: String?
    ) {
        #expect(SharedFileLocations(variables: EnvironmentVariables(variables)).config == config)
    }
}
