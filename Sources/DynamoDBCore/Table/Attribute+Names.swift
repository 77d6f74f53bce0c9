// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension [Attribute] {
    /// Those of the names that no attribute of the projection is as a whole.
    func topLevelNames(missingOf names: [String]) -> [String] {
        names.filter { name in
            !self.contains { attribute in
                guard case .success(let path) = attribute.path else { return false }
                return path.steps.isEmpty && path.root.hasSameBytes(as: name)
            }
        }
    }
}
