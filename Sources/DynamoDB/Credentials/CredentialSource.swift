// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// One place of the chain where credentials may be.
package protocol CredentialSource: Sendable {
    /// What it is called in explanations.
    var name: String { get }

    /// Looks for credentials.
    ///
    /// - Throws: ``DynamoDBError`` if the source is set up but fails. No other source is asked then: to go on with
    ///   other credentials than the intended ones would be worse.
    func find() async throws(DynamoDBError) -> CredentialFinding
}
