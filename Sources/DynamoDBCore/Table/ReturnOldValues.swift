// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a put or a delete can return: the item that was there. An update has ``ReturnValues``.
public struct ReturnOldValues: Hashable, Sendable {
    /// The whole item as it was before the write.
    public static let allOld = Self()

    private init() {}
}
