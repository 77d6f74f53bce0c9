// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where a database is.
package enum StorageLocation: Sendable, Hashable {
    /// In a file, which is made if there is none; its directory must exist.
    case file(String)
    /// In memory, for as long as the database is open.
    case memory
}
