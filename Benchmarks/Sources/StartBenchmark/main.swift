// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

// The least program of a user: it gets one order from the endpoint that its argument names, and tells what that took.
var configuration = RemoteDatabase.Configuration()
configuration.endpoint = CommandLine.arguments.dropFirst().first
configuration.region = "us-east-1"
configuration.credentials = StaticCredentialProvider(
    AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))

let key = PrimaryKey<Order, String, String>(partition: .string("pk"), sort: .string("sk"))
let orders = ModelTable(ModelSchema(key: key), named: "bench", in: try RemoteDatabase(configuration))
let wanted = Order(0)
guard let order = try await orders.get(key(wanted.pk, wanted.sk)), order == wanted else {
    throw DynamoDBError(.resourceNotFound, "The order is not there.")
}
let usage = ProcessUsage.now
print(#"{"first":true,"rss_kb":\#(usage.peakMemory),"cpu":\#(usage.cpu)}"#)
