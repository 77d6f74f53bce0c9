// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One change of one item, as a stream tells it.
///
/// As `Codable` it has the form of the service's JSON, which AWS Lambda hands to functions, too:
///
/// ```swift
/// struct StreamBatch: Decodable { var Records: [StreamEvent] }
/// let batch = try JSONDecoder().decode(StreamBatch.self, from: payload)
/// ```
///
/// The decoder may convert from snake case: names of attributes stay as they are. Encode events without a strategy for keys, as
/// their members have the service's names.
///
/// Source: DynamoDB Streams API reference, where it is called Record.
public struct StreamEvent: Hashable, Sendable, Codable {
    /// The identity of the event: the same each time it is read.
    public var eventID: String?
    /// What happened to the item.
    public var eventName: StreamEventName?
    /// The version of this form: `"1.1"`.
    public var eventVersion: String?
    /// The service: `"aws:dynamodb"`.
    public var eventSource: String?
    /// The stream, which tells of which table the event is: from AWS Lambda; `nil` from `GetRecords`.
    public var eventSourceARN: String?
    /// The region of the table.
    public var awsRegion: String?
    /// The change itself.
    public var dynamodb: StreamRecord?
    /// Who changed the item, if that was DynamoDB itself, as when an item expired; else `nil`.
    public var userIdentity: StreamIdentity?

    /// Creates a value of its parts.
    public init(
        eventID: String? = nil,
        eventName: StreamEventName? = nil,
        eventVersion: String? = nil,
        eventSource: String? = nil,
        eventSourceARN: String? = nil,
        awsRegion: String? = nil,
        dynamodb: StreamRecord? = nil,
        userIdentity: StreamIdentity? = nil
    ) {
        self.eventID = eventID
        self.eventName = eventName
        self.eventVersion = eventVersion
        self.eventSource = eventSource
        self.eventSourceARN = eventSourceARN
        self.awsRegion = awsRegion
        self.dynamodb = dynamodb
        self.userIdentity = userIdentity
    }
}
