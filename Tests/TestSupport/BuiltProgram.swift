// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A program that the package manager builds beside the tests.
package enum BuiltProgram {
    package struct Missing: Error, CustomStringConvertible {
        package var description: String
    }

    /// The file of the program with one of these names.
    ///
    /// On Apple's systems the tests are a bundle, whose own file lies three folders deep in it. A program of the system loads
    /// it, and has its path among its arguments.
    package static func file(_ names: String...) throws -> URL {
        let places = CommandLine.arguments.map { URL(filePath: $0) } + Bundle.allBundles.map(\.bundleURL)
        for place in places {
            var folder = place.resolvingSymlinksInPath()
            for _ in 0..<4 {
                folder.deleteLastPathComponent()
                for name in names {
                    let file = folder.appending(path: name)
                    if FileManager.default.isExecutableFile(atPath: file.path()) { return file }
                }
            }
        }
        throw Missing(description: "\(names) are not beside the tests: build with `swift build --build-tests`.")
    }
}
