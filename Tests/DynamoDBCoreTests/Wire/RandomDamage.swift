// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension SeededGenerator {
    /// Bytes of JSON with one to three mistakes in them.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-", "1e9", "\"S\"", "\"N\":\"x\"", "\\u",
            "\\ud800", "{}",
            "\"Item\":", "\"B\":\"A\"", "9223372036854775808", "1e999", "\u{0}", " ",
        ]
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            guard !damaged.isEmpty else { break }
            let place = Int.random(in: 0..<damaged.count, using: &self)
            let end = min(damaged.count, place + Int.random(in: 0...8, using: &self))
            switch Int.random(in: 0..<7, using: &self) {
            case 0: damaged[place] = UInt8.random(in: .min ... .max, using: &self)
            case 1: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 2: damaged.removeSubrange(place..<end)
            case 3: damaged.insert(contentsOf: (tokens.randomElement(using: &self) ?? "").utf8, at: place)
            case 4: damaged.replaceSubrange(place..<end, with: (tokens.randomElement(using: &self) ?? "").utf8)
            case 5: damaged.removeSubrange(place...)
            default:
                let source = Int.random(in: 0..<damaged.count, using: &self)
                let slice = Array(damaged[source..<min(damaged.count, source + 12)])
                damaged.insert(contentsOf: slice, at: place)
            }
        }
        return damaged
    }
}
