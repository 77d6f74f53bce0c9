// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells `localhost:8000`, which is good for a day; a server answers with the address of the request.
    public func describeEndpoints(_ input: DescribeEndpointsInput) async throws(DynamoDBError)
        -> DescribeEndpointsOutput
    {
        DescribeEndpointsOutput(endpoints: [DatabaseEndpoint(address: "localhost:8000", cachePeriodInMinutes: 1440)])
    }
}
