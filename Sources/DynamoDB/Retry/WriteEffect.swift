// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What sending a write a second time would do, if the first one was carried out and only its answer lost.
    package enum WriteEffect: Hashable, Sendable {
        /// A read: nothing.
        case none
        /// Nothing more: the item is the same afterwards, or a condition, which the first time made false, is in the way.
        case idempotent
        /// More: a number would grow twice, a list get its new elements twice; or old values, which only the first answer
        /// had, would be lost.
        case repeating

        /// The effect of a put or a delete.
        ///
        /// - Parameter values: What the request asks for of the item as it was.
        package init(returning values: ReturnValues?) {
            self = values == .allOld || values == .updatedOld ? .repeating : .idempotent
        }

        /// The effect of an update.
        package init(_ input: UpdateItemInput) {
            // Updates from before expressions may add, and are too old to be looked at more closely.
            guard input.notes.legacy.attributeUpdates == nil, Self(returning: input.returnValues) == .idempotent else {
                self = .repeating
                return
            }
            guard let text = input.updateExpression else {
                self = .idempotent
                return
            }
            // What cannot be read here may be one that the service can read: Alternator knows no reserved words.
            guard
                var attributes = try? ExpressionAttributes(
                    names: input.expressionAttributeNames, values: input.expressionAttributeValues,
                    allowsReservedWords: true),
                let update = try? attributes.update(text)
            else {
                self = .repeating
                return
            }
            guard update.actions.contains(where: { $0.isRepeating }) else {
                self = .idempotent
                return
            }
            // Only a condition that the update itself makes false keeps it from being done twice.
            guard let text = input.conditionExpression, let condition = try? attributes.condition(text),
                condition.isFalse(after: update)
            else {
                self = .repeating
                return
            }
            self = .idempotent
        }
    }

    extension ConditionTree {
        /// Whether the condition, having been true, is surely false once the update was done.
        ///
        /// A path through a list tells nothing: another element may stand there then.
        fileprivate func isFalse(after update: UpdateTree) -> Bool {
            switch self {
            case .all(let conditions): conditions.contains { $0.isFalse(after: update) }
            case .any(let conditions): conditions.allSatisfy { $0.isFalse(after: update) }
            case .notExists(let path): !path.hasIndex && update.actions.contains { $0.creates(path) }
            case .exists(let path): !path.hasIndex && update.actions.contains(.remove(path))
            case .comparison(.path(let path), .equal, .value(let value)),
                .comparison(.value(let value), .equal, .path(let path)):
                !path.hasIndex && update.actions.contains { $0.changes(path, from: value) }
            default: false
            }
        }
    }

    extension UpdateTree.Action {
        /// Whether doing it twice is not the same as doing it once.
        fileprivate var isRepeating: Bool {
            // Indexes move when an element goes, and appending behind the end happens each time.
            if self.target.hasIndex { return true }
            return switch self {
            case .add(_, .number): true
            case .add, .delete, .remove: false
            // The attribute is there the second time, and stays as it is.
            case .set(let path, .operand(.ifNotExists(let tested, let fallback))) where tested == path:
                fallback.readsItem
            case .set(_, let value): value.readsItem
            }
        }
    }

    extension UpdateTree.Action {
        /// Whether there is something at the path afterwards.
        fileprivate func creates(_ path: DocumentPath) -> Bool {
            switch self {
            case .set(path, _), .add(path, _): true
            default: false
            }
        }

        /// Whether the path surely has another value afterwards than this one.
        fileprivate func changes(_ path: DocumentPath, from value: AttributeValue) -> Bool {
            switch self {
            case .set(path, .operand(.value(let new))): new != value
            // A number of 38 digits may be too large for the step to show.
            case .set(path, .plus(.path(path), .value(.number(let step)))),
                .set(path, .plus(.value(.number(let step)), .path(path))), .add(path, .number(let step)):
                if case .number(let old) = value, let new = try? old.adding(step) { new != old } else { false }
            case .set(path, .minus(.path(path), .value(.number(let step)))):
                if case .number(let old) = value, let new = try? old.subtracting(step) { new != old } else { false }
            case .remove(path): true
            default: false
            }
        }
    }

    extension UpdateTree.Value {
        /// Whether the value depends on what is in the item.
        fileprivate var readsItem: Bool {
            switch self {
            case .operand(let operand): operand.readsItem
            case .plus(let left, let right), .minus(let left, let right): left.readsItem || right.readsItem
            }
        }
    }

    extension UpdateTree.Operand {
        fileprivate var readsItem: Bool {
            switch self {
            case .value: false
            case .path, .ifNotExists, .listAppend: true
            }
        }
    }

    extension DocumentPath {
        fileprivate var hasIndex: Bool {
            self.steps.contains { if case .index = $0 { true } else { false } }
        }
    }
#endif
