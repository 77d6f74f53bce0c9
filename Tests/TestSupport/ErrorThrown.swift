// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The error that an operation throws; `nil` if it succeeds.
package func errorThrown<Success, Failure: Error>(
    by operation: () async throws(Failure) -> Success
) async -> Failure? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error
    }
}
