// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells the address in ``Configuration/endpoint``, which is good for a day.
    public func describeEndpoints(_ input: DescribeEndpointsInput) async throws(DynamoDBError)
        -> DescribeEndpointsOutput
    {
        DescribeEndpointsOutput(endpoints: [DatabaseEndpoint(address: self.endpoint, cachePeriodInMinutes: 1440)])
    }
}
