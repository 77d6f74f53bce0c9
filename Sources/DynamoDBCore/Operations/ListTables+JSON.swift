// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ListTablesInput: OperationInput, CodableMessage {
    package typealias Output = ListTablesOutput

    package static let operation = OperationName.listTables
}

extension ListTablesOutput: OperationOutput, CodableMessage {}
