// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether the changes of a table's items are kept in a stream, and what it tells of them.
///
/// ```swift
/// var input = CreateTableInput(tableName: "orders", partitionKey: .string("pk"))
/// input.streamSpecification = .enabled(.newAndOldImages)
/// ```
public struct StreamSpecification: Hashable, Sendable, Codable {
    /// Whether there is a stream.
    public var streamEnabled: Bool
    /// What the stream tells of a change; required to enable a stream, and refused otherwise.
    public var streamViewType: StreamViewType?

    /// Creates a value of its parts.
    public init(streamEnabled: Bool, streamViewType: StreamViewType? = nil) {
        self.streamEnabled = streamEnabled
        self.streamViewType = streamViewType
    }

    /// A stream that tells this of each change.
    public static func enabled(_ viewType: StreamViewType) -> Self {
        Self(streamEnabled: true, streamViewType: viewType)
    }

    /// No stream.
    public static let disabled = Self(streamEnabled: false)

    private enum CodingKeys: String, CodingKey {
        case streamEnabled = "StreamEnabled"
        case streamViewType = "StreamViewType"
    }
}
