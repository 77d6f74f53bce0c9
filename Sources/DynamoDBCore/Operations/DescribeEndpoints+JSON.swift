// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeEndpointsInput: OperationInput, CodableMessage {
    package typealias Output = DescribeEndpointsOutput

    package static let operation = OperationName.describeEndpoints
}

extension DescribeEndpointsOutput: OperationOutput, CodableMessage {}
