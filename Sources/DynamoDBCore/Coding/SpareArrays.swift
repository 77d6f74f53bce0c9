// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Large arrays that are no longer needed, kept for those to come. The allocator gives their memory back to the system and
/// gets it again with a page fault for every 4 KB, which took a quarter of a query for models (benchmark
/// `query-100-structs` of EngineBenchmark).
package final class SpareArrays<Element: Sendable>: Sendable {
    private let arrays = Mutex<[[Element]]>([])

    /// How many arrays are kept: about as many as processors use at a time.
    private static var most: Int { 4 }

    /// What is kept has so many bytes: less costs little to get, and more would be held for nothing.
    private static var sizes: ClosedRange<Int> { 16_384...1_048_576 }

    /// An empty array, with room if one is there that has some.
    package func take() -> [Element] {
        guard var array = self.arrays.withLock({ $0.popLast() }) else { return [] }
        array.removeAll(keepingCapacity: true)
        return array
    }

    /// Keeps an array that the caller is about to let go of.
    func keep(_ array: [Element]) {
        guard Self.sizes.contains(array.capacity * MemoryLayout<Element>.stride) else { return }
        self.arrays.withLock { if $0.count < Self.most { $0.append(array) } }
    }
}
