// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How far a parallel scan is.
public struct ScanProgress: Hashable, Sendable {
    /// In how many parts it reads.
    public var segments: Int
    /// How many parts are read to their end.
    public var finishedSegments = 0
    /// How many pages were read.
    public var pages = 0
    /// How many items were looked at, before the filter.
    public var scannedCount = 0
    /// How many were found.
    public var count = 0

    init(segments: Int) {
        self.segments = segments
    }

    /// Counts for several readers.
    final class Counter: Sendable {
        private let progress: Mutex<ScanProgress>

        init(segments: Int) {
            self.progress = Mutex(ScanProgress(segments: segments))
        }

        /// Adds a page, and tells where all readers together are now.
        func add(_ page: Page, isLast: Bool) -> ScanProgress {
            self.progress.withLock { progress in
                progress.pages += 1
                progress.scannedCount += page.scannedCount
                progress.count += page.count
                if isLast { progress.finishedSegments += 1 }
                return progress
            }
        }
    }
}

/// Hands out the parts of a scan, each once.
final class SegmentQueue: Sendable {
    private let following: Mutex<Int>
    private let count: Int

    init(count: Int) {
        self.count = count
        self.following = Mutex(0)
    }

    func next() -> Int? {
        self.following.withLock { following in
            guard following < self.count else { return nil }
            following += 1
            return following - 1
        }
    }
}
