// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Items as bytes, as the trees store them. Part of the file format.
///
/// ```
/// item     = 0x01 (the form), varint (the item's size as DynamoDB counts it), entries
/// entries  = varint (how many), then each: varint (length of the name), name, value; in the order of the names' bytes
/// value    = tag, then by tag:
///   1 string, 3 binary          varint (length), bytes
///   2 number                    number
///   4 true, 5 false, 6 null     nothing
///   7 list                      varint (how many), values
///   8 map                       entries
///   9 SS, 10 NS, 11 BS          varint (how many), then each: varint (length), bytes; or number
/// number   = control byte: 0x80 negative, 0x40 an exponent follows, low bits the length of the coefficient (0...16);
///            exponent (2 bytes), coefficient; both little-endian
/// varint   = 7 bits a byte, the lowest first; 0x80 says that more follow
/// ```
package enum ItemCodec {
    /// The first byte of every item; a change of the form gets another one.
    static let form: UInt8 = 1

    /// How deep values may be nested in bytes that are read: more than DynamoDB's 32 levels.
    static let maximumDepth = 64

    /// What kind of value follows.
    enum Tag: UInt8 {
        case string = 1
        case number = 2
        case binary = 3
        case `true` = 4
        case `false` = 5
        case null = 6
        case list = 7
        case map = 8
        case stringSet = 9
        case numberSet = 10
        case binarySet = 11
    }

    /// The parts of a number's control byte.
    enum NumberControl {
        static let negative: UInt8 = 0x80
        static let hasExponent: UInt8 = 0x40
        static let lengthMask: UInt8 = 0x1F
    }

    /// The bytes of an item, which has been checked to be one that DynamoDB accepts.
    ///
    /// - Parameter size: Its size as DynamoDB counts it, if the caller knows it.
    package static func encode(_ item: Item, size: Int? = nil) -> [UInt8] {
        let size = size ?? item.size
        // Each attribute and value has some bytes of its own that DynamoDB does not count.
        var writer = ItemWriter(capacity: size + size / 8 + item.count * 4 + 16)
        writer.write(byte: self.form)
        writer.write(count: size)
        writer.write(item)
        return writer.bytes
    }

    /// The item of the bytes.
    ///
    /// - Throws: `corrupt` if they are damaged.
    package static func decode(_ bytes: UnsafeRawBufferPointer) throws(DynamoDBError) -> Item {
        var names = NameTable.none
        return try self.decode(bytes, &names)
    }

    /// The item of the bytes.
    ///
    /// - Throws: `corrupt` if they are damaged.
    package static func decode(_ bytes: [UInt8]) throws(DynamoDBError) -> Item {
        try bytes.withBytes { bytes throws(DynamoDBError) in try self.decode(bytes) }
    }

    /// The item of the bytes.
    ///
    /// - Parameter names: Where names of attributes are looked for and kept.
    /// - Throws: `corrupt` if they are damaged.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, _ names: inout NameTable
    ) throws(DynamoDBError) -> Item {
        try self.read(bytes, all: true) { reader throws(DamagedItem) in try reader.item(depth: 0, &names) }
    }

    /// Some attributes of the item of the bytes, or all: what ``decode(_:_:)`` gives, and of that the selection.
    ///
    /// - Throws: `corrupt` if the bytes are damaged. What is not selected is not looked at closely, so there are damaged
    ///   bytes with which only ``decode(_:_:)`` throws.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, selecting selection: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) -> Item {
        guard let selection else { return try self.decode(bytes, &names) }
        return try self.read(bytes, all: false) { reader throws(DamagedItem) in
            try reader.item(selecting: selection, &names)
        }
    }

    /// Adds what ``decode(_:_:)`` or, with a selection, ``decode(_:selecting:_:)`` gives to the index of some rows.
    ///
    /// - Throws: `corrupt` if the bytes are damaged.
    static func index(
        _ bytes: UnsafeRawBufferPointer, selecting selection: AttributeSelection?, into rows: inout EncodedRows
    ) throws(DynamoDBError) {
        try self.read(bytes, all: selection == nil) { reader throws(DamagedItem) in
            try reader.indexItem(selecting: selection, into: &rows)
        }
    }

    /// Writes what ``decode(_:_:)`` or, with a selection, ``decode(_:selecting:_:)`` gives as JSON.
    ///
    /// - Throws: `corrupt` if the bytes are damaged; what is written then is not to be used.
    package static func write(
        _ bytes: UnsafeRawBufferPointer, selecting selection: AttributeSelection?, to writer: inout JSONWriter
    ) throws(DynamoDBError) {
        try self.read(bytes, all: selection == nil) { reader throws(DamagedItem) in
            try reader.writeItem(selecting: selection, to: &writer)
        }
    }

    /// Reads the entries of the item of the bytes, behind its header.
    ///
    /// - Parameter all: Whether nothing may be left then.
    @inline(__always)
    private static func read<Result>(
        _ bytes: UnsafeRawBufferPointer, all: Bool, _ entries: (inout ItemReader) throws(DamagedItem) -> Result
    ) throws(DynamoDBError) -> Result {
        var reader = ItemReader(bytes)
        do throws(DamagedItem) {
            _ = try reader.header()
            let result = try entries(&reader)
            guard !all || reader.isAtEnd else { throw DamagedItem() }
            return result
        } catch {
            throw .itemIsDamaged
        }
    }

    /// The size that DynamoDB counts for the item of the bytes, without decoding it.
    ///
    /// - Parameter limit: The largest size there can be. Defaults to that of an item.
    /// - Throws: `corrupt` if they are damaged.
    package static func size(
        of bytes: UnsafeRawBufferPointer, upTo limit: Int = Item.maximumSize
    ) throws(DynamoDBError) -> Int {
        var reader = ItemReader(bytes)
        do throws(DamagedItem) {
            let size = try reader.header()
            guard size <= limit else { throw DamagedItem() }
            return size
        } catch {
            throw .itemIsDamaged
        }
    }
}

extension DynamoDBError {
    /// A stored item does not have the form that ``ItemCodec`` writes.
    static var itemIsDamaged: DynamoDBError {
        DynamoDBError(.corrupt, "A stored item is damaged. Restore the database file from a backup.")
    }
}
