// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the command line says.
struct Options {
    /// Whether to be done within a minute, with numbers that are less steady.
    var isQuick = false
    /// Whether to measure with ten million items, too: minutes, and some gigabytes.
    var isLarge = false
    /// Beginnings of the names of measures; empty for all.
    var only: [String] = []
    /// Whether nothing else is run, not even the floors: for a profiler.
    var isAlone = false
    /// Where the files go.
    var folder = FileManager.default.temporaryDirectory.path

    static let usage = """
        usage: EngineBenchmark [--quick] [--large] [--folder PATH] [--only PREFIX]… [--alone]
          --quick   less than a minute instead of some
          --large   measures a table of ten million items, too
          --folder  where database files are made and removed again; the disk is measured that this is on
          --only    only measures whose names begin with this, and their floors
          --alone   with --only: measures of exactly that name, without floors, as a profiler wants it
        """

    /// - Returns: `nil` if the arguments are none of these.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": self.isQuick = true
            case "--large": self.isLarge = true
            case "--alone": self.isAlone = true
            case "--folder":
                guard let path = rest.popFirst() else { return nil }
                self.folder = path
            case "--only":
                guard let prefix = rest.popFirst() else { return nil }
                self.only.append(prefix)
            default: return nil
            }
        }
    }
}
