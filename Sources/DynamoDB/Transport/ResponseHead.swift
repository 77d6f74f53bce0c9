// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// The status and the headers of a response, and what they say about its body.
    ///
    /// It is stricter than HTTP asks: what two readers could understand in two ways is refused, as the end of one response
    /// must never be the beginning of the next.
    ///
    /// Source: RFC 9112, sections 4 to 7.
    struct ResponseHead {
        /// Where the body ends.
        enum Framing {
            case length(Int)
            case chunked
            case untilClose
        }

        let status: Int
        let fields: HTTPFields
        let framing: Framing
        /// Whether the server takes another request on the connection.
        let keepsConnection: Bool

        /// Reads a head.
        ///
        /// - Parameters:
        ///   - bytes: The lines up to and with the empty one, each with a line break of two bytes.
        ///   - expectsBody: Whether a response to this request can have a body.
        /// - Returns: `nil` if it is none.
        init?(_ bytes: [UInt8], expectsBody: Bool) {
            guard let (status, minor, start) = Self.statusLine(bytes) else { return nil }
            // Where the body ends is said once at most.
            var framings = 0
            var length: Int?
            var isChunked = false
            var closes = false
            var keeps = false
            var isValid = true
            // Without the line break of the empty line.
            let lines = start..<(bytes.count - 2)
            let areHeaders = Self.forEachHeader(in: bytes, lines) { name, value in
                switch name.count {
                case 10 where bytes[name].hasSameLetters(as: "connection".utf8):
                    for option in bytes[value].split(separator: UInt8(ascii: ",")) {
                        let option = HTTPFields.trimmed(option)
                        closes = closes || option.hasSameLetters(as: "close".utf8)
                        keeps = keeps || option.hasSameLetters(as: "keep-alive".utf8)
                    }
                case 14 where bytes[name].hasSameLetters(as: "content-length".utf8):
                    framings += 1
                    length = Self.number(HTTPFields.trimmed(bytes[value]))
                    if length == nil { isValid = false }
                case 17 where bytes[name].hasSameLetters(as: "transfer-encoding".utf8):
                    framings += 1
                    isChunked = HTTPFields.trimmed(bytes[value]).hasSameLetters(as: "chunked".utf8)
                    if !isChunked { isValid = false }
                default: break
                }
            }
            guard areHeaders, isValid, framings <= 1 else { return nil }
            // Before version 1.1 there were no chunks, and connections closed unless somebody asked for more.
            guard !isChunked || minor == 1 else { return nil }
            self.status = status
            self.fields = .lines(bytes[lines])
            if !expectsBody || status < 200 || status == 204 || status == 304 {
                self.framing = .length(0)
            } else if let length {
                self.framing = .length(length)
            } else {
                self.framing = isChunked ? .chunked : .untilClose
            }
            var isFramed = true
            if case .untilClose = self.framing { isFramed = false }
            self.keepsConnection = isFramed && !closes && (minor == 1 || keeps)
        }

        /// `HTTP/1.1 200 OK`: the status, the minor version, and where the headers begin.
        private static func statusLine(_ bytes: [UInt8]) -> (status: Int, minor: Int, headers: Int)? {
            let prefix = self.protocolName
            guard bytes.count > prefix.count + 6, bytes.starts(with: prefix) else { return nil }
            let minor = Int(bytes[prefix.count]) - 48
            guard minor == 0 || minor == 1, bytes[prefix.count + 1] == UInt8(ascii: " ") else { return nil }
            let digits = bytes[(prefix.count + 2)..<(prefix.count + 5)]
            guard let status = self.number(digits), status >= 100 else { return nil }
            var index = prefix.count + 5
            // The reason may be missing, and with it the blank before it.
            guard bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\r") else { return nil }
            while index < bytes.count, HTTPBytes.isValueByte(bytes[index]) { index += 1 }
            guard index + 3 < bytes.count, bytes[index] == UInt8(ascii: "\r"), bytes[index + 1] == UInt8(ascii: "\n")
            else { return nil }
            return (status, minor, index + 2)
        }

        /// What every response begins with.
        static let protocolName = Array("HTTP/1.".utf8)

        /// Goes through the headers: where the name stands, and the value with the blanks around it.
        ///
        /// - Returns: Whether each line is one.
        private static func forEachHeader(
            in bytes: [UInt8], _ lines: Range<Int>, _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
        ) -> Bool {
            var index = lines.lowerBound
            let end = lines.upperBound
            while index < end {
                let start = index
                while index < end, HTTPBytes.isTokenByte(bytes[index]) { index += 1 }
                guard index > start, index < end, bytes[index] == UInt8(ascii: ":") else { return false }
                let colon = index
                index += 1
                while index < end, HTTPBytes.isValueByte(bytes[index]) { index += 1 }
                guard index + 1 < end, bytes[index] == UInt8(ascii: "\r"), bytes[index + 1] == UInt8(ascii: "\n")
                else { return false }
                body(start..<colon, (colon + 1)..<index)
                index += 2
            }
            return true
        }

        /// A number of digits alone, below ten to the 18th.
        private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
            guard !digits.isEmpty, digits.count <= 18 else { return nil }
            var number = 0
            for digit in digits {
                guard case UInt8(ascii: "0")...UInt8(ascii: "9") = digit else { return nil }
                number = number * 10 + Int(digit - UInt8(ascii: "0"))
            }
            return number
        }
    }
#endif
