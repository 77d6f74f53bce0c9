// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A request in the one form that client and service agree on, so that both compute the same signature.
struct CanonicalRequest {
    /// The text to hash, without the hash of the body that ends it.
    private(set) var text: [UInt8] = []
    /// The names of the signed headers, with `;` between them.
    private(set) var signedHeaders: [UInt8] = []

    /// Builds the form of `request`.
    ///
    /// - Parameters:
    ///   - request: The request. Without `signedNames` its headers are all that will be sent.
    ///   - signedNames: The names of the headers that are signed, in lower case. Defaults to all but those that are
    ///     changed on the way.
    init(_ request: HTTPRequest, signedNames: Set<[UInt8]>? = nil) {
        self.text.reserveCapacity(512)
        self.text.append(contentsOf: request.method.uppercased().utf8)
        self.text.append(Self.newline)
        Self.appendTarget(request.path, to: &self.text)
        self.appendHeaders(request.headers) { signedNames?.contains($0) ?? !Self.isUnsigned($0) }
        self.text.append(Self.newline)
        self.text.append(contentsOf: self.signedHeaders)
        self.text.append(Self.newline)
    }

    private static let newline = UInt8(ascii: "\n")

    /// The path and the query, a line each.
    static func appendTarget(_ path: String, to text: inout [UInt8]) {
        let target = path.utf8
        let question = target.firstIndex(of: UInt8(ascii: "?"))
        self.appendPath(Array(target[..<(question ?? target.endIndex)]), to: &text)
        text.append(self.newline)
        if let question { self.appendQuery(Array(target[target.index(after: question)...]), to: &text) }
        text.append(self.newline)
    }

    /// Dot segments and empty ones are taken out, and what is left is encoded, again if it was.
    static func appendPath(_ path: [UInt8], to text: inout [UInt8]) {
        let slash = UInt8(ascii: "/")
        if path.isEmpty || path == [slash] {
            text.append(slash)
            return
        }
        var segments: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: slash) where !segment.elementsEqual(".".utf8) {
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        for segment in segments {
            text.append(slash)
            PercentEncoding.append(segment, to: &text)
        }
        if segments.isEmpty || path.last == slash { text.append(slash) }
    }

    /// The parameters sorted by their encoded names, then values; a parameter without a value has an empty one.
    static func appendQuery(_ query: [UInt8], to text: inout [UInt8]) {
        let equals = UInt8(ascii: "=")
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        for piece in query.split(separator: UInt8(ascii: "&")) {
            let end = piece.firstIndex(of: equals) ?? piece.endIndex
            var parameter: (name: [UInt8], value: [UInt8]) = ([], [])
            PercentEncoding.append(PercentEncoding.decode(piece[..<end]), to: &parameter.name)
            PercentEncoding.append(PercentEncoding.decode(piece[end...].dropFirst()), to: &parameter.value)
            parameters.append(parameter)
        }
        parameters.sort {
            $0.name == $1.name
                ? $0.value.lexicographicallyPrecedes($1.value) : $0.name.lexicographicallyPrecedes($1.name)
        }
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { text.append(UInt8(ascii: "&")) }
            text.append(contentsOf: parameter.name)
            text.append(equals)
            text.append(contentsOf: parameter.value)
        }
    }

    /// One line a name, sorted by name; the values of one name in the order of sending, with commas between.
    private mutating func appendHeaders(
        _ headers: [(name: String, value: String)], where isSigned: ([UInt8]) -> Bool
    ) {
        var signed: [(name: [UInt8], position: Int)] = []
        signed.reserveCapacity(headers.count)
        for (position, header) in headers.enumerated() {
            let name = header.name.utf8.map { byte in
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
            }
            if isSigned(name) { signed.append((name, position)) }
        }
        // The sort keeps no order of equals by itself.
        signed.sort {
            $0.name == $1.name ? $0.position < $1.position : $0.name.lexicographicallyPrecedes($1.name)
        }
        var previous: [UInt8] = []
        for (name, position) in signed {
            if name == previous {
                self.text[self.text.count - 1] = UInt8(ascii: ",")
            } else {
                if !self.signedHeaders.isEmpty { self.signedHeaders.append(UInt8(ascii: ";")) }
                self.signedHeaders.append(contentsOf: name)
                self.text.append(contentsOf: name)
                self.text.append(UInt8(ascii: ":"))
            }
            Self.appendTrimmed(headers[position].value, to: &self.text)
            self.text.append(Self.newline)
            previous = name
        }
    }

    /// The value without blanks at its ends, and with one space for each run of them inside.
    private static func appendTrimmed(_ value: String, to text: inout [UInt8]) {
        let start = text.count
        var isPending = false
        for byte in value.utf8 {
            if byte == 32 || (9...13).contains(byte) {
                isPending = true
            } else {
                if isPending && text.count > start { text.append(32) }
                isPending = false
                text.append(byte)
            }
        }
    }

    /// Headers that a proxy may add, change or take away, and the signature itself.
    private static let unsignedHeaders: Set<[UInt8]> = Set(
        [
            "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
            "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
        ].map { Array($0.utf8) })

    private static func isUnsigned(_ name: [UInt8]) -> Bool { self.unsignedHeaders.contains(name) }
}
