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
        /// Nothing more: the item is the same afterwards.
        case idempotent
        /// More: a number would grow twice, a list get its new elements twice.
        case repeating
        /// The condition would be tested against the outcome of the write itself.
        case conditional

        /// The effect of an update.
        ///
        /// - Parameter input: An update whose expressions the service may still refuse: then nothing is written anyway.
        package init(_ input: UpdateItemInput) {
            if input.conditionExpression != nil {
                self = .conditional
                return
            }
            guard let text = input.updateExpression,
                var attributes = try? ExpressionAttributes(
                    names: input.expressionAttributeNames, values: input.expressionAttributeValues),
                let update = try? attributes.update(text)
            else {
                self = .idempotent
                return
            }
            self = update.actions.contains { $0.isRepeating } ? .repeating : .idempotent
        }
    }

    extension UpdateTree.Action {
        /// Whether doing it twice is not the same as doing it once.
        fileprivate var isRepeating: Bool {
            switch self {
            case .add(_, .number): true
            case .add, .delete: false
            // Indexes move when an element goes, and appending behind the end happens each time.
            case .remove(let path): path.hasIndex
            case .set(let path, let value): path.hasIndex || value.readsItem
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
            case .path, .listAppend: true
            // Setting an attribute only if there is none gives the same the second time, as long as the rest does.
            case .ifNotExists(_, let fallback): fallback.readsItem
            }
        }
    }

    extension DocumentPath {
        fileprivate var hasIndex: Bool {
            self.steps.contains { if case .index = $0 { true } else { false } }
        }
    }
#endif
