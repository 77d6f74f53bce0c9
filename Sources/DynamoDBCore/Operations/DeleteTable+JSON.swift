// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DeleteTableInput: OperationInput, CodableMessage {
    package typealias Output = DeleteTableOutput

    package static let operation = OperationName.deleteTable
}

extension DeleteTableOutput: OperationOutput, CodableMessage {}
