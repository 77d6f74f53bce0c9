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

    /// Gives the place of the next byte, with room for so many, to `write`, which moves it behind what it has written.
    @inline(__always)
    mutating func write(atMost length: Int, _ write: (inout UnsafeMutableRawPointer) -> Void) {
        if self.capacity - self.count < length { self.grow(by: length) }
        let start = self.memory + self.count
        var place = start
        write(&place)
        precondition(place >= start && place <= start + length)
        self.count += place - start
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if self.count == self.capacity { self.grow(by: 1) }
        self.memory.storeBytes(of: byte, toByteOffset: self.count, as: UInt8.self)
        self.count += 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        self.write(atMost: text.utf8CodeUnitCount) { $0.put(text) }
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

/// A place in memory that has room for what is put there.
extension UnsafeMutableRawPointer {
    @inline(__always)
    mutating func put(_ byte: UInt8) {
        self.storeBytes(of: byte, as: UInt8.self)
        self += 1
    }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        self.copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        self += text.utf8CodeUnitCount
    }
}
