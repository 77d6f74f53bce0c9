// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A part of what a read finds, as models.
///
/// The end is where ``next`` is `nil`, and only there: a page without models can have more behind it.
public struct ModelPage<Element: Sendable>: Sendable {
    /// The models.
    public var items: [Element]
    /// How many items the database read for the page, before the filter.
    public var scannedCount: Int
    /// Where to go on; `nil` at the end.
    public var next: PageToken?
}
