// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore

    /// Finds the data in a body that comes in chunks.
    ///
    /// Source: RFC 9112, section 7.1.
    struct ChunkReader {
        /// What comes next.
        enum Step {
            /// More bytes are needed.
            case more
            /// So many bytes are data.
            case data(Int)
            /// The body is whole.
            case end
        }

        private enum Place { case size, data, dataEnd, trailer }

        private var place = Place.size
        private var line: [UInt8] = []
        /// How long the lines may be at most, and may still be. They are beside the data, and nobody needs them; but data that
        /// came makes room for more, as a long body may come in short chunks.
        private let maximumLineBytes: Int
        private var lineBytesLeft: Int
        /// How many bytes of the chunk are to come.
        private(set) var left = 0

        init(lineBytesLeft: Int) {
            self.maximumLineBytes = lineBytesLeft
            self.lineBytesLeft = lineBytesLeft
        }

        /// Looks at bytes; data is left in them, to be told of with ``took(_:)``.
        mutating func receive(_ bytes: inout ByteBuffer) throws(TransportFailure) -> Step {
            while bytes.readableBytes > 0 {
                switch self.place {
                case .data: return .data(min(self.left, bytes.readableBytes))
                case .dataEnd:
                    guard let line = try self.readLine(&bytes) else { return .more }
                    guard line.isEmpty else { throw ResponseReader.malformed("a chunk is longer than it says") }
                    self.place = .size
                case .size:
                    guard let line = try self.readLine(&bytes) else { return .more }
                    self.left = try Self.size(line)
                    self.place = self.left == 0 ? .trailer : .data
                case .trailer:
                    guard let line = try self.readLine(&bytes) else { return .more }
                    if line.isEmpty { return .end }
                    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), HTTPBytes.isToken(line[..<colon]) else {
                        throw ResponseReader.malformed("a trailer is damaged")
                    }
                }
            }
            return .more
        }

        /// So many bytes of data were taken.
        mutating func took(_ count: Int) {
            self.left -= count
            self.lineBytesLeft = min(self.lineBytesLeft + count, self.maximumLineBytes)
            if self.left == 0 { self.place = .dataEnd }
        }

        /// A line without its line break, once it is whole.
        private mutating func readLine(_ bytes: inout ByteBuffer) throws(TransportFailure) -> [UInt8]? {
            while let byte = bytes.readInteger(as: UInt8.self) {
                guard self.lineBytesLeft > 0 else { throw ResponseReader.malformed("its chunks have too long lines") }
                self.lineBytesLeft -= 1
                if byte == UInt8(ascii: "\n") {
                    guard self.line.popLast() == UInt8(ascii: "\r") else {
                        throw ResponseReader.malformed("a line between its chunks has no proper end")
                    }
                    defer { self.line.removeAll(keepingCapacity: true) }
                    return self.line
                }
                // The first byte of a line break stands before the second and nowhere else.
                guard self.line.last != UInt8(ascii: "\r"), HTTPBytes.isValueByte(byte) || byte == UInt8(ascii: "\r")
                else { throw ResponseReader.malformed("a line between its chunks is damaged") }
                self.line.append(byte)
            }
            return nil
        }

        /// The number before any extension, in hexadecimal digits, as the length of an array has at most.
        private static func size(_ line: [UInt8]) throws(TransportFailure) -> Int {
            var size = 0
            var count = 0
            for byte in line {
                guard let digit = self.digit(byte) else { break }
                count += 1
                guard count <= 15 else { throw ResponseReader.malformed("a chunk is too long") }
                size = size << 4 | digit
            }
            guard count > 0, self.areExtensions(line[count...]) else {
                throw ResponseReader.malformed("a chunk does not say how long it is")
            }
            return size
        }

        /// Whether this is nothing, or extensions such as `;name=value;name="value"`. Nobody knows any.
        private static func areExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
            var isQuoted = false
            for (index, byte) in zip(bytes.indices, bytes) {
                switch byte {
                case UInt8(ascii: ";") where !isQuoted:
                    guard index + 1 < bytes.endIndex, HTTPBytes.isTokenByte(bytes[index + 1]) else { return false }
                case UInt8(ascii: "\""):
                    guard index > bytes.startIndex, isQuoted || bytes[index - 1] == UInt8(ascii: "=") else {
                        return false
                    }
                    isQuoted.toggle()
                case _ where index == bytes.startIndex: return false
                case UInt8(ascii: "\\") where isQuoted: return false
                case UInt8(ascii: "=") where !isQuoted: break
                default: guard isQuoted || HTTPBytes.isTokenByte(byte) else { return false }
                }
            }
            return !isQuoted
        }

        private static func digit(_ byte: UInt8) -> Int? {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
            default: nil
            }
        }
    }
#endif
