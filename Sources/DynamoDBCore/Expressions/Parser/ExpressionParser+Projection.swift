// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExpressionParser {
    /// A whole projection: `path { "," path }`.
    mutating func projection() throws(ExpressionFault) -> [DocumentPath] {
        var paths = [try self.path()]
        while self.take(.comma) { paths.append(try self.path()) }
        guard self.current.kind == .end else { throw self.syntaxError() }
        self.checkDisjoint(paths)
        return try self.finish(paths)
    }

    /// Notes paths that are in each other's way.
    mutating func checkDisjoint(_ paths: some Sequence<DocumentPath>) {
        var disjoint = DisjointPaths()
        for path in paths {
            guard let clash = disjoint.insert(path) else { continue }
            self.note(clash.isConflict ? .conflict : .overlap, clash.message)
        }
    }
}
