// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension RequestRouter {
    /// A request with its whole body.
    public struct Request: Sendable {
        /// The method, such as `POST`.
        public var method: String
        /// The path and the query. DynamoDB has only one path, `/`, and looks at it only where it is asked for its health.
        public var path: String
        /// The headers, in whatever case.
        public var headers: [(name: String, value: String)]
        /// The body.
        public var body: [UInt8]

        /// A request; what is left out is as clients of DynamoDB send it.
        public init(
            method: String = "POST", path: String = "/", headers: [(name: String, value: String)], body: [UInt8] = []
        ) {
            self.method = method
            self.path = path
            self.headers = headers
            self.body = body
        }

        /// The first header of that name, in whatever case.
        ///
        /// - Parameter name: The name in lower case.
        public func header(_ name: String) -> String? {
            self.headers.first { $0.name.isEqualIgnoringCase(to: name) }?.value
        }

        /// The names of the parameters of the query.
        var queryParameters: Set<Substring> {
            guard let question = self.path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
            let query = self.path[self.path.utf8.index(after: question)...]
            return Set(query.split(separator: "&").map { $0.prefix { $0 != "=" } })
        }
    }

    /// A response with its whole body.
    public struct Response: Sendable {
        /// The status code.
        public var status: Int
        /// The headers, without `Content-Length` and `Date`.
        public var headers: [(name: String, value: String)]
        /// The body.
        public var body: [UInt8]

        /// A response.
        public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// The first header of that name, in whatever case.
        ///
        /// - Parameter name: The name in lower case.
        public func header(_ name: String) -> String? {
            self.headers.first { $0.name.isEqualIgnoringCase(to: name) }?.value
        }
    }
}

extension String {
    /// Whether both are the same but for the case of ASCII letters.
    ///
    /// - Parameter lowercased: A text without capital letters.
    func isEqualIgnoringCase(to lowercased: String) -> Bool {
        guard self.utf8.count == lowercased.utf8.count else { return false }
        var theirs = lowercased.utf8.makeIterator()
        for mine in self.utf8 {
            guard let their = theirs.next() else { return false }
            if mine == their { continue }
            guard mine | 0x20 == their, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(their) else { return false }
        }
        return true
    }
}
