// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Python's decimal arithmetic, asked about many pairs of texts at once. See `number_oracle.py`.
enum NumberOracle {
    /// What the oracle says about one pair of texts.
    struct Answer: Decodable {
        /// What reading the first gives: its canonical text, or the kind of the refusal.
        var left: String
        /// What reading the second gives.
        var right: String
        var sum: String
        var difference: String
        /// `<`, `=` or `>`.
        var comparison: String
        var size: String
        /// The bits of the nearest `Double` of the first, in hexadecimal.
        var double: String
    }

    /// Starts one process for all pairs.
    static func answers(to pairs: [(String, String)]) async throws -> [Answer] {
        try await PythonPeer.ask("number_oracle.py", pairs.map { [$0.0, $0.1] }, for: [Answer].self)
    }
}
