// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeTimeToLiveInput: OperationInput, CodableMessage {
    package typealias Output = DescribeTimeToLiveOutput

    package static let operation = OperationName.describeTimeToLive
}

extension DescribeTimeToLiveOutput: OperationOutput, CodableMessage {}
