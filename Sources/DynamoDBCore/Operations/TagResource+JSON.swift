// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension TagResourceInput: OperationInput, CodableMessage {
    package typealias Output = TagResourceOutput

    package static let operation = OperationName.tagResource
}

extension TagResourceOutput: OperationOutput, CodableMessage {
    package static var hasEmptyBody: Bool { true }
}
