// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeStreamInput: OperationInput, CodableMessage {
    package typealias Output = DescribeStreamOutput

    package static let operation = OperationName.describeStream
}

extension DescribeStreamOutput: OperationOutput, CodableMessage {}
