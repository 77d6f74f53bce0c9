// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UpdateTableInput: OperationInput, CodableMessage {
    package typealias Output = UpdateTableOutput

    package static let operation = OperationName.updateTable
}

extension UpdateTableOutput: OperationOutput, CodableMessage {}
