// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ListStreamsInput: OperationInput, CodableMessage {
    package typealias Output = ListStreamsOutput

    package static let operation = OperationName.listStreams
}

extension ListStreamsOutput: OperationOutput, CodableMessage {}
