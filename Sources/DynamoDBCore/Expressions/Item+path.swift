// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// The value at a path; `nil` if a step leads nowhere.
    package func value(at path: DocumentPath) -> AttributeValue? {
        guard var value = self[path.root] else { return nil }
        for step in path.steps {
            let next: AttributeValue? =
                switch step {
                case .name(let name): value[name]
                case .index(let index): value[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
