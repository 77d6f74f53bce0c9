// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The least program of a user, written as the article "Starting quickly" tells: it gets one order from the endpoint that its
/// argument names, and tells what that took.
@main
struct StartBenchmark {
    static func main() async throws {
        try await withTaskExecutorPreference(NIOTransport.makeTaskExecutor()) { try await self.run() }
    }

    @concurrent
    private static func run() async throws {
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
        // Not first when the process ends.
        fflush(nil)
    }
}
