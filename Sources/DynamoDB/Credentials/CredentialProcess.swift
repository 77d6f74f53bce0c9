// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A program that gives credentials: `credential_process` of a profile.
struct CredentialProcess {
    /// How long it may run: some ask the user something in a window.
    private static let timeout = Duration.seconds(60)

    let environment: CredentialEnvironment
    let command: String
    let profileName: String
    /// The account, where the program does not say it.
    let accountID: String?

    func credentials() async throws(DynamoDBError) -> AWSCredentials {
        let setting = "credential_process of the profile \"\(self.profileName)\""
        guard let words = CommandLineWords.split(self.command), let program = words.first else {
            throw DynamoDBError(.configuration, "\(setting) is no command line: a quote is not closed, or it is empty.")
        }
        let output: ProgramOutput
        do throws(ProgramFailure) {
            output = try await self.environment.run(words, Self.timeout)
        } catch {
            let reason =
                switch error {
                case .notStarted(let reason): "cannot be started: \(reason)"
                case .timeout: "did not end within \(Self.timeout)"
                case .tooMuchOutput: "wrote more than credentials can be"
                }
            throw DynamoDBError(.credentials, "\(program), the \(setting), \(reason).")
        }
        let document = CredentialDocument(output.output)
        guard output.status == 0 else {
            // What it says of its failure may cite the credentials that it was about to give.
            let secrets = [document?.secretAccessKey, document?.token]
            let reason = Redaction.apply(to: String(decoding: output.errors, as: UTF8.self), secrets: secrets)
            throw DynamoDBError(
                .credentials,
                "\(program), the \(setting), ended with status \(output.status)"
                    + (reason.isEmpty ? "." : ": \(reason)"))
        }
        guard let document else {
            throw DynamoDBError(
                .credentials, "\(program), the \(setting), did not write a JSON document with credentials.")
        }
        guard document.version == 1 else {
            throw DynamoDBError(
                .credentials, "\(program), the \(setting), wrote a document of another version than 1.")
        }
        var credentials = try document.credentials(from: setting)
        credentials.accountID = credentials.accountID ?? self.accountID
        if let expiration = credentials.expirationTime, expiration <= self.environment.now() {
            throw DynamoDBError(.credentials, "\(program), the \(setting), gave credentials that have expired.")
        }
        return credentials
    }
}
