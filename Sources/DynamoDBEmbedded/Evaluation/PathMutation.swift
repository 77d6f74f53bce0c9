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
    fileprivate mutating func set(_ value: AttributeValue, at steps: ArraySlice<DocumentPath.Element>) -> Bool {
        guard let step = steps.first else {
            self = value
            return true
        }
        let rest = steps.dropFirst()
        switch (self, step) {
        case (.map(var entries), .name(let name)):
            if rest.isEmpty {
                entries[name] = value
            } else {
                guard var inner = entries[name], inner.set(value, at: rest) else { return false }
                entries[name] = inner
            }
            self = .map(entries)
            return true
        case (.list(var values), .index(let index)):
            if values.indices.contains(index) {
                guard values[index].set(value, at: rest) else { return false }
            } else {
                guard rest.isEmpty else { return false }
                values.append(value)
            }
            self = .list(values)
            return true
        default: return false
        }
    }

    fileprivate mutating func remove(at steps: ArraySlice<DocumentPath.Element>) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch (self, step) {
        case (.map(var entries), .name(let name)):
            if rest.isEmpty {
                entries[name] = nil
            } else if var inner = entries[name] {
                inner.remove(at: rest)
                entries[name] = inner
            }
            self = .map(entries)
        case (.list(var values), .index(let index)):
            guard values.indices.contains(index) else { return }
            if rest.isEmpty {
                values.remove(at: index)
            } else {
                values[index].remove(at: rest)
            }
            self = .list(values)
        default: return
        }
    }
}
