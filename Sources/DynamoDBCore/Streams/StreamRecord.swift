// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a stream holds of a change: the key, and the images that its view type asks for.
public struct StreamRecord: Hashable, Sendable, Codable {
    /// When the item was changed, in whole seconds since 1970.
    public var approximateCreationDateTime: Double?
    /// The primary key of the item.
    public var keys: Item?
    /// The item after the change.
    public var newImage: Item?
    /// The item before the change.
    public var oldImage: Item?
    /// The place in the shard: a number of 21 to 40 digits.
    public var sequenceNumber: String?
    /// The size of the key and the images together, in bytes.
    public var sizeBytes: Int?
    /// Which images there are.
    public var streamViewType: StreamViewType?

    /// Creates a value of its parts.
    public init(
        approximateCreationDateTime: Double? = nil,
        keys: Item? = nil,
        newImage: Item? = nil,
        oldImage: Item? = nil,
        sequenceNumber: String? = nil,
        sizeBytes: Int? = nil,
        streamViewType: StreamViewType? = nil
    ) {
        self.approximateCreationDateTime = approximateCreationDateTime
        self.keys = keys
        self.newImage = newImage
        self.oldImage = oldImage
        self.sequenceNumber = sequenceNumber
        self.sizeBytes = sizeBytes
        self.streamViewType = streamViewType
    }

    private enum CodingKeys: String, CodingKey {
        case approximateCreationDateTime = "ApproximateCreationDateTime"
        case keys = "Keys"
        case newImage = "NewImage"
        case oldImage = "OldImage"
        case sequenceNumber = "SequenceNumber"
        case sizeBytes = "SizeBytes"
        case streamViewType = "StreamViewType"
    }
}
