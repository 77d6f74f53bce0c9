// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Bytes that are written one after the other, into memory that grows.
///
/// An array would check for each piece whether it is shared: in a request of many small pieces that costs more than all the
/// rest (benchmark `batch25-item`).
struct ByteOutput: ~Copyable {
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    /// How many bytes are written; never more than the memory has.
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        self.memory = .allocate(byteCount: self.capacity, alignment: 1)
    }

    deinit { self.memory.deallocate() }

    /// What is written.
    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: self.memory, count: self.count)) }

    /// Gives room for so many more bytes to `write`, which tells how many it has written.
    @inline(__always)
    mutating func append(upTo length: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
        if self.capacity - self.count < length { self.grow(by: length) }
        let written = write(UnsafeMutableRawBufferPointer(start: self.memory + self.count, count: length))
        precondition(written >= 0 && written <= length)
        self.count += written
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if self.count == self.capacity { self.grow(by: 1) }
        self.memory.storeBytes(of: byte, toByteOffset: self.count, as: UInt8.self)
        self.count += 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        self.append(upTo: bytes.count) { memory in
            memory.copyMemory(from: bytes)
            return bytes.count
        }
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        self.append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(contentsOf bytes: some Collection<UInt8>) {
        for byte in bytes { self.append(byte) }
    }

    @inline(never)
    private mutating func grow(by length: Int) {
        let capacity = max(self.capacity * 2, self.count + length)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        memory.copyMemory(from: self.memory, byteCount: self.count)
        self.memory.deallocate()
        self.memory = memory
        self.capacity = capacity
    }
}
