// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// Passes calls on, as a wrapper of a program does.
struct WrappedDatabase: ForwardingDatabase {
    let database: any DynamoDBDatabase
}
