// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// A change of an item as a stream holds it.
package struct StreamChange: Hashable, Sendable {
    /// When it was, in milliseconds since 1970.
    package var time: UInt64
    package var keys: Item
    package var newImage: Item?
    package var oldImage: Item?
    package var name: StreamEventName
    /// Whether the item was deleted as it had expired.
    package var isExpiry: Bool

    package init(
        _ name: StreamEventName, time: UInt64, keys: Item, newImage: Item?, oldImage: Item?, isExpiry: Bool = false
    ) {
        self.name = name
        self.time = time
        self.keys = keys
        self.newImage = newImage
        self.oldImage = oldImage
        self.isExpiry = isExpiry
    }

    /// What a stream tells of a change; `nil` if nothing has changed.
    init?(_ change: ItemChange, viewType: StreamViewType, keys: [KeyAttribute], time: UInt64) {
        guard let item = change.new ?? change.old, change.new != change.old else { return nil }
        self.init(
            change.old == nil ? .insert : change.new == nil ? .remove : .modify, time: time,
            keys: item.selecting(keys.map(\.name)),
            newImage: viewType == .newImage || viewType == .newAndOldImages ? change.new : nil,
            oldImage: viewType == .oldImage || viewType == .newAndOldImages ? change.old : nil,
            isExpiry: change.isExpiry)
    }

    /// The size that the service counts: the key, and the images there are.
    var size: Int { self.keys.size + (self.newImage?.size ?? 0) + (self.oldImage?.size ?? 0) }

    /// The largest size there can be: the key is a part of an item, and each image is one.
    private static let maximumSize = 3 * Item.maximumSize
}

/// Records of streams as bytes. Part of the file format.
///
/// ```
/// key    the sequence number (8 bytes)
/// value  the time in milliseconds since 1970 (8 bytes), then an item (see ``ItemCodec``), whose size is that of the
///        record, with the attributes
///          e  S     what happened: INSERT, MODIFY or REMOVE
///          k  M     the key of the item
///          n  M     the new image, if there is one
///          o  M     the old image, if there is one
///          x  BOOL  true if the item had expired, else nothing
/// ```
extension StreamChange {
    /// The bytes of the value.
    package func encoded() -> [UInt8] {
        var record: Item = ["e": .string(self.name.rawValue), "k": .map(self.keys)]
        if let newImage { record["n"] = .map(newImage) }
        if let oldImage { record["o"] = .map(oldImage) }
        if self.isExpiry { record["x"] = true }
        return self.time.bytes + ItemCodec.encode(record, size: self.size)
    }

    /// The record of the bytes.
    ///
    /// - Throws: `corrupt` if they are damaged.
    package init(decoding bytes: UnsafeRawBufferPointer) throws(DynamoDBError) {
        guard let time = Self.time(of: bytes) else { throw .streamRecordIsDamaged }
        self.time = time
        let record = try ItemCodec.decode(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(8)))
        guard let name = record["e"]?.string, let keys = record["k"]?.map else { throw .streamRecordIsDamaged }
        self.name = StreamEventName(rawValue: name)
        self.keys = keys
        self.newImage = record["n"]?.map
        self.oldImage = record["o"]?.map
        self.isExpiry = record["x"]?.bool ?? false
    }

    /// The time of the record of the bytes, without decoding the rest; `nil` if they are damaged.
    static func time(of bytes: UnsafeRawBufferPointer) -> UInt64? { UInt64(bytes: bytes.prefix(8)) }

    /// The size of the record of the bytes, without decoding the rest.
    ///
    /// - Throws: `corrupt` if they are damaged.
    static func size(of bytes: UnsafeRawBufferPointer) throws(DynamoDBError) -> Int {
        try ItemCodec.size(of: UnsafeRawBufferPointer(rebasing: bytes.dropFirst(8)), upTo: Self.maximumSize)
    }
}

extension DynamoDBError {
    /// A record of a stream does not have the form that ``StreamChange`` writes, or its number cannot be one.
    static var streamRecordIsDamaged: DynamoDBError {
        DynamoDBError(.corrupt, "A stored record of a stream is damaged. Restore the database file from a backup.")
    }
}
