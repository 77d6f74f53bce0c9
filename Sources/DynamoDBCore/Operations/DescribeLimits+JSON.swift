// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeLimitsInput: OperationInput, CodableMessage {
    package typealias Output = DescribeLimitsOutput

    package static let operation = OperationName.describeLimits
}

extension DescribeLimitsOutput: OperationOutput, CodableMessage {}
