// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ConstraintViolations {
    /// Checks the limit of a page: from 1 to `maximum`, if there is one.
    mutating func checkLimit(_ limit: Int?, upTo maximum: Int = .max) {
        guard let limit else { return }
        if limit < 1 {
            self.add("'\(limit)'", at: "limit", "Member must have value greater than or equal to 1")
        } else if limit > maximum {
            self.add("'\(limit)'", at: "limit", "Member must have value less than or equal to \(maximum)")
        }
    }

    /// Checks how many elements a list has: one at least.
    mutating func check(countOf count: Int, upTo maximum: Int, at path: String, of type: String) {
        if count == 0 {
            self.add("'[]'", at: path, "Member must have length greater than or equal to 1")
        } else if count > maximum {
            let dump = Array(repeating: type, count: count).joined(separator: ", ")
            self.add("'[\(dump)]'", at: path, "Member must have length less than or equal to \(maximum)")
        }
    }

    /// Checks the length of a text: in bytes, unless it is given.
    mutating func checkLength(
        _ text: String, of length: Int? = nil, at path: String, from minimum: Int = 1, to maximum: Int
    ) {
        let length = length ?? text.utf8.count
        if length < minimum {
            self.add("'\(text)'", at: path, "Member must have length greater than or equal to \(minimum)")
        } else if length > maximum {
            self.add("'\(text)'", at: path, "Member must have length less than or equal to \(maximum)")
        }
    }

    /// Checks the name of a stream.
    mutating func checkStream(_ arn: String, at path: String = "streamArn") {
        self.checkLength(arn, at: path, from: 37, to: 1024)
    }

    /// Checks the name of a shard.
    mutating func checkShard(_ id: String, at path: String = "shardId") {
        self.checkLength(id, at: path, from: 28, to: 65)
    }
}
