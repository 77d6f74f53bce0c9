// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What every answer of DynamoDB says beside its body.
    package struct ResponseNotes: Sendable {
        private var requestIDText: ArraySlice<UInt8>?
        /// The checksum of the body.
        private(set) var checksum: UInt32?
        /// When the service answered, as it is written.
        private(set) var date: ArraySlice<UInt8>?

        /// The notes of an answer that says nothing.
        package init() {}

        /// Reads the headers once; of several with one name the first counts.
        init(_ fields: HTTPFields) {
            var notes = Self()
            fields.forEach(named: Self.hasLength) { notes.add($0, $1) }
            self = notes
        }

        /// The service's name for the request.
        package var requestID: String? { self.requestIDText.map { String(decoding: $0, as: UTF8.self) } }

        /// Whether the name of a header that counts can be as long.
        private static func hasLength(_ length: Int) -> Bool { length == 4 || length == 11 || length == 16 }

        private mutating func add(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
            switch name.count {
            case 4 where self.date == nil && name.hasSameLetters(as: "date".utf8): self.date = value
            case 11 where self.checksum == nil && name.hasSameLetters(as: "x-amz-crc32".utf8):
                self.checksum = UInt32(String(decoding: value, as: UTF8.self))
            case 16 where self.requestIDText == nil && name.hasSameLetters(as: "x-amzn-requestid".utf8):
                self.requestIDText = value
            default: break
            }
        }
    }
#endif
