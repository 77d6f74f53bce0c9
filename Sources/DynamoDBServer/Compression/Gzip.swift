// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import CDynamoDBZlib

    /// The gzip format, through zlib.
    package enum Gzip {
        package enum Failure: Error {
            /// The bytes are no gzip, or are cut off.
            case damaged
            /// The content is longer than allowed.
            case tooLong
            /// There was no room for the content.
            case noRoom
        }

        /// The content of compressed bytes.
        ///
        /// - Parameters:
        ///   - bytes: The compressed bytes.
        ///   - limit: How long the content may be.
        ///   - takeRoom: Asked for each piece of the content, at most 64 KiB, whether there is room for it. Defaults to yes.
        package static func inflate(
            _ bytes: [UInt8], limit: Int, takeRoom: (Int) -> Bool = { _ in true }
        ) throws(Failure) -> [UInt8] {
            var stream = z_stream()
            guard dynamodb_zlib_begin_inflating(&stream) == Z_OK else { throw .damaged }
            defer { inflateEnd(&stream) }
            var content: [UInt8] = []
            let outcome: Result<Void, Failure> = bytes.withStreamInput(&stream) { stream in
                while true {
                    let length = content.count
                    let status = content.appendOutput(of: &stream) { CDynamoDBZlib.inflate(&$0, Z_NO_FLUSH) }
                    if content.count > limit { return .failure(.tooLong) }
                    guard takeRoom(content.count - length) else { return .failure(.noRoom) }
                    switch status {
                    case Z_STREAM_END:
                        if stream.avail_in == 0 { return .success(()) }
                        // The format allows several members, one behind the other.
                        guard inflateReset(&stream) == Z_OK else { return .failure(.damaged) }
                    case Z_OK where stream.avail_in > 0 || stream.avail_out == 0: continue
                    default: return .failure(.damaged)
                    }
                }
            }
            try outcome.get()
            return content
        }

        /// The bytes compressed; `nil` if zlib has no memory for it.
        package static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
            var stream = z_stream()
            guard dynamodb_zlib_begin_deflating(&stream) == Z_OK else { return nil }
            defer { deflateEnd(&stream) }
            var compressed: [UInt8] = []
            return bytes.withStreamInput(&stream) { stream in
                while true {
                    switch compressed.appendOutput(of: &stream, { CDynamoDBZlib.deflate(&$0, Z_FINISH) }) {
                    case Z_STREAM_END: return compressed
                    case Z_OK: continue
                    default: return nil
                    }
                }
            }
        }
    }

    extension [UInt8] {
        /// Calls `body` with a stream whose input are these bytes.
        fileprivate func withStreamInput<Outcome>(
            _ stream: inout z_stream, _ body: (inout z_stream) -> Outcome
        ) -> Outcome {
            self.withUnsafeBufferPointer { input in
                // zlib takes the input as mutable and does not change it.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(clamping: input.count)
                return body(&stream)
            }
        }

        /// Appends what one step writes, at most 64 KiB, and gives back the step's status.
        fileprivate mutating func appendOutput(of stream: inout z_stream, _ step: (inout z_stream) -> Int32) -> Int32 {
            var status = Z_OK
            let output = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(clamping: buffer.count)
                status = step(&stream)
                count = buffer.count - Int(stream.avail_out)
            }
            self += output
            return status
        }
    }
#endif
