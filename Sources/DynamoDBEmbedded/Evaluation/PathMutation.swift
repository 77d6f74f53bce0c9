// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// Checks that the container of what a path names exists and is of the right type.
    func requireParent(of path: DocumentPath) throws(DynamoDBError) {
        guard let last = path.steps.last else { return }
        let parent = self.value(at: DocumentPath(root: path.root, steps: path.steps.dropLast()))
        switch (parent, last) {
        case (.map?, .name), (.list?, .index): return
        default: throw .invalidDocumentPath
        }
    }

    /// Sets the value at a path; an index behind the end of a list appends to it.
    ///
    /// - Returns: `false` if the path leads nowhere.
    mutating func set(_ value: AttributeValue, at path: DocumentPath) -> Bool {
        guard !path.steps.isEmpty else {
            self[path.root] = value
            return true
        }
        guard var top = self[path.root] else { return false }
        // Taken out while it is changed, so that its storage is not shared and not copied.
        self[path.root] = nil
        let found = top.set(value, at: path.steps[...])
        self[path.root] = top
        return found
    }

    /// Removes the value at a path, if there is one.
    mutating func remove(at path: DocumentPath) {
        guard !path.steps.isEmpty else {
            self[path.root] = nil
            return
        }
        guard var top = self[path.root] else { return }
        self[path.root] = nil
        top.remove(at: path.steps[...])
        self[path.root] = top
    }
}

extension AttributeValue {
    // What is changed is taken out meanwhile, as above: of an update with many paths, each would copy the whole list.

    fileprivate mutating func set(_ value: AttributeValue, at steps: ArraySlice<DocumentPath.Element>) -> Bool {
        guard let step = steps.first else {
            self = value
            return true
        }
        let rest = steps.dropFirst()
        switch step {
        case .name(let name):
            guard case .map(var entries) = self else { return false }
            self = .null
            defer { self = .map(entries) }
            guard !rest.isEmpty else {
                entries[name] = value
                return true
            }
            guard var inner = entries[name] else { return false }
            entries[name] = .null
            defer { entries[name] = inner }
            return inner.set(value, at: rest)
        case .index(let index):
            guard case .list(var values) = self else { return false }
            self = .null
            defer { self = .list(values) }
            if values.indices.contains(index) { return values[index].set(value, at: rest) }
            guard rest.isEmpty else { return false }
            values.append(value)
            return true
        }
    }

    fileprivate mutating func remove(at steps: ArraySlice<DocumentPath.Element>) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch step {
        case .name(let name):
            guard case .map(var entries) = self else { return }
            self = .null
            defer { self = .map(entries) }
            if rest.isEmpty {
                entries[name] = nil
            } else if var inner = entries[name] {
                entries[name] = .null
                inner.remove(at: rest)
                entries[name] = inner
            }
        case .index(let index):
            guard case .list(var values) = self else { return }
            self = .null
            defer { self = .list(values) }
            guard values.indices.contains(index) else { return }
            if rest.isEmpty {
                values.remove(at: index)
            } else {
                values[index].remove(at: rest)
            }
        }
    }
}
