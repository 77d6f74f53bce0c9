// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UntagResourceInput: OperationInput, CodableMessage {
    package typealias Output = UntagResourceOutput

    package static let operation = OperationName.untagResource
}

extension UntagResourceOutput: OperationOutput, CodableMessage {
    package static var hasEmptyBody: Bool { true }
}
