// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A place in a value that is encoded or decoded, and how it lies in those around it.
protocol CodingLevel: AnyObject {
    /// What it lies in; `nil` at the top.
    var parent: Self? { get }
    /// The step to it from its parent.
    var step: CodingStep { get }
    /// How many maps and lists it lies in.
    var depth: Int { get }
}

extension CodingLevel {
    /// The steps from the top.
    var codingPath: [any CodingKey] {
        var path: [any CodingKey] = []
        var here: Self? = self
        while let level = here {
            if let key = level.step.codingKey { path.append(key) }
            here = level.parent
        }
        return path.reversed()
    }

    /// The form of dates a step further: that of the top-level attribute it lies in.
    func dates(at step: CodingStep, _ settings: CodingSettings) -> DateStrategy {
        guard settings.hasAttributeDates else { return settings.dates }
        var step = step
        var here = self
        while true {
            if here.depth == 0, case .key(let key) = step { return settings.dates(inAttribute: key.stringValue) }
            guard let parent = here.parent else { return settings.dates }
            step = here.step
            here = parent
        }
    }
}
