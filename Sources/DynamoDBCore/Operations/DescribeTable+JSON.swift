// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeTableInput: OperationInput, CodableMessage {
    package typealias Output = DescribeTableOutput

    package static let operation = OperationName.describeTable
}

extension DescribeTableOutput: OperationOutput, CodableMessage {}
