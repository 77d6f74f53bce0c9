// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DescribeContributorInsightsInput: OperationInput, CodableMessage {
    package typealias Output = DescribeContributorInsightsOutput

    package static let operation = OperationName.describeContributorInsights
}

extension DescribeContributorInsightsOutput: OperationOutput, CodableMessage {}
