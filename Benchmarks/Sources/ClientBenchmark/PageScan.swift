// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB
import Synchronization

/// A scan through its pages, which shows that memory does not grow with the table.
struct PageScan {
    private let subject: Subject
    private let transport = CountingTransport()

    init(_ endpoint: String) throws {
        self.subject = try Subject(endpoint, transport: self.transport)
    }

    /// Reads the pages, and returns the line of JSON that is the result.
    func run(atMost limit: Int) async throws -> String {
        let start = ProcessUsage.now
        var pages = 0
        var items = 0
        for try await page in self.subject.pages {
            guard page.items.count == page.count else { throw UnexpectedAnswer() }
            items += page.count
            pages += 1
            if pages == limit { break }
        }
        guard items > 0 else { throw UnexpectedAnswer() }
        let end = ProcessUsage.now
        return """
            {"op":"scan-pages","pages":\(pages),"items":\(items),"bytes":\(self.transport.bytes),\
            "wall":\(end.wall - start.wall),"cpu":\(end.cpu - start.cpu),"rss_kb":\(end.peakMemory)}
            """
    }
}

/// The package's transport, and how many bytes of bodies it has received.
private final class CountingTransport: HTTPTransport {
    private let transport = NIOTransport()
    private let count = Atomic(0)

    var bytes: Int { self.count.load(ordering: .relaxed) }

    func send(
        _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
    ) async throws(TransportFailure) -> HTTPResponse {
        let response = try await self.transport.send(
            request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
        self.count.wrappingAdd(response.body.count, ordering: .relaxed)
        return response
    }
}
