// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore
internal import Synchronization

/// The service's names for requests.
enum RequestID {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)

    /// Where the numbers of the next name begin. It need not be secret, and asking the system each time takes longer than
    /// all else here.
    private static let position = Atomic<UInt64>(UInt64.random(in: .min ... .max))

    /// 52 letters and digits.
    static func random() -> String {
        let seed = self.position.wrappingAdd(5 &* SplitMix64.step, ordering: .relaxed).oldValue
        var generator = SplitMix64(seed: seed)
        return self.random(using: &generator)
    }

    static func random(using generator: inout some RandomNumberGenerator) -> String {
        String(unsafeUninitializedCapacity: 52) { bytes in
            var word: UInt64 = 0
            for index in bytes.indices {
                // A word is enough for twelve characters, and asking the system for one is what takes time.
                if index % 12 == 0 { word = generator.next() }
                let (quotient, digit) = word.quotientAndRemainder(dividingBy: 36)
                bytes.initializeElement(at: index, to: self.alphabet[Int(digit)])
                word = quotient
            }
            return bytes.count
        }
    }
}
