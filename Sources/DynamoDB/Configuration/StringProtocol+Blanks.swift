// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StringProtocol {
    /// The text without spaces, tabs and line breaks at its ends.
    var trimmingBlanks: SubSequence {
        var (start, end) = (self.startIndex, self.endIndex)
        let scalars = self.unicodeScalars
        while start < end, scalars[start].isBlank { start = scalars.index(after: start) }
        while start < end, scalars[scalars.index(before: end)].isBlank { end = scalars.index(before: end) }
        return self[start..<end]
    }
}

extension Optional where Wrapped == String {
    /// The text without blanks at its ends; `nil` if nothing is left: an empty text counts as none, as in the variables.
    var unlessBlank: String? {
        guard let text = self?.trimmingBlanks, !text.isEmpty else { return nil }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// Whether it is a space, a tab or a line break.
    var isBlank: Bool { self.value == 32 || (9...13).contains(self.value) }
}
