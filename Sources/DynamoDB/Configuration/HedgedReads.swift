// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether a slow read is sent a second time, and the first answer taken.
public struct HedgedReads: Hashable, Sendable {
    /// How long to wait for the first answer; `nil` where no second request is sent.
    package let delay: Duration?

    private init(delay: Duration?) {
        self.delay = delay
    }

    /// Every read is sent once.
    public static let off = Self(delay: nil)

    /// A read that has no answer after `delay` is sent a second time. Choose a delay that few reads need, such as the
    /// slowest hundredth: each second request costs read capacity. A tenth of the reads is sent twice at most, and ten more.
    public static func after(_ delay: Duration) -> Self { Self(delay: delay) }
}
