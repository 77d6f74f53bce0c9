// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Document paths of which none may contain another, or take for a list what another takes for a map: the paths of a
/// projection, and the targets of an update.
package struct DisjointPaths {
    /// Two paths that are in each other's way.
    package struct Clash: Hashable, Sendable {
        /// Whether they go on with a name and with an index from the same place; if not, one contains the other.
        package var isConflict: Bool
        /// The one that was there first.
        package var one: DocumentPath
        package var two: DocumentPath

        /// The words of the service.
        package var message: String {
            "Two document paths \(self.isConflict ? "conflict" : "overlap") with each other; "
                + "must remove or rewrite one of these paths; "
                + "path one: \(self.one.serviceDescription), path two: \(self.two.serviceDescription)"
        }
    }

    /// A place that paths go through or end at.
    private struct Place {
        /// The path that came here first.
        var first: DocumentPath
        var isEnd = false
        /// Whether paths go on from here with an index; `nil` if none goes on.
        var goesOnWithIndex: Bool?
    }

    /// A step from a place.
    private struct Step: Hashable {
        /// The index of the place, or -1 for the item itself.
        var from: Int
        var element: DocumentPath.Element
    }

    private var places: [Place] = []
    private var steps: [Step: Int] = [:]

    package init() {}

    /// Adds a path, in time that grows with the path alone; adds nothing and says so if it clashes.
    package mutating func insert(_ path: DocumentPath) -> Clash? {
        var here = -1
        var isNew = false
        for element in path.elements {
            let step = Step(from: here, element: element)
            if let next = self.steps[step] {
                here = next
                if self.places[here].isEnd { return Clash(isConflict: false, one: self.places[here].first, two: path) }
                continue
            }
            isNew = true
            if here >= 0 {
                let isIndex = if case .index = element { true } else { false }
                if let other = self.places[here].goesOnWithIndex, other != isIndex {
                    return Clash(isConflict: true, one: self.places[here].first, two: path)
                }
                self.places[here].goesOnWithIndex = isIndex
            }
            here = self.places.count
            self.places.append(Place(first: path))
            self.steps[step] = here
        }
        guard isNew else { return Clash(isConflict: false, one: self.places[here].first, two: path) }
        self.places[here].isEnd = true
        return nil
    }
}
