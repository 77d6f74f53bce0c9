// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files of this checkout that the tests read.
enum Repository {
    /// The top of the checkout.
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The files of a folder and its subfolders with one of the endings, by their paths from the top, in order.
    static func files(under folder: String, endingIn ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: self.root.appending(path: folder).path)
            .filter { $0.hasSuffix(ending) }
            .map { "\(folder)/\($0)" }
            .sorted()
    }

    /// The text of a file, by its path from the top.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: self.root.appending(path: path)), as: UTF8.self)
    }

    /// Whether there is a file or folder of that path from the top.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: self.root.appending(path: path).path)
    }
}
