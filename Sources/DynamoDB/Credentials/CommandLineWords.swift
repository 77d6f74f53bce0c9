// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The words of a command line, split as a shell does, without any of a shell's powers.
package enum CommandLineWords {
    /// Splits at blanks. Quotes hold a word together; a backslash takes its meaning from the next character, except
    /// between single quotes, and between double ones before anything but `"` and `\`.
    ///
    /// - Returns: The words, or `nil` if a quote is not closed or a backslash ends the text.
    package static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Unicode.Scalar?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                if quote == "\"" && scalar != "\"" && scalar != "\\" { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(scalar)
                isEscaped = false
            } else if scalar == "\\" && quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if scalar == open { quote = nil } else { word = (word ?? "") + String(scalar) }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
                word = word ?? ""
            } else if scalar.isBlank {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(scalar)
            }
        }
        guard quote == nil && !isEscaped else { return nil }
        if let word { words.append(word) }
        return words
    }
}
