// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// Tells whether a conditional write has been carried out, from the item that now makes its condition false.
    ///
    /// An attempt whose answer was lost may have been carried out. The next one then finds its own work, and the
    /// condition ("there is none yet", "the version is still 1") false: a conflict with itself. The item that the service
    /// returns with the failure decides, where it can.
    package enum AppliedWrite {
        /// The answer that was lost, if the item shows that the put was carried out; `nil` if it cannot be told.
        ///
        /// The item has to be the one that was put, to the last attribute, and the old item has to be either not asked
        /// for or known to be none.
        package static func output(of input: PutItemInput, now item: Item?) -> PutItemOutput? {
            guard item == input.item else { return nil }
            guard input.returnValues == nil || input.returnValues == ReturnValues.none || input.requiresAbsence else {
                return nil
            }
            return PutItemOutput()
        }

        /// Whether the old values that an update returns may be its own work, as an earlier attempt was carried out.
        package static func mayBeOwn(_ old: Item?, of input: UpdateItemInput) -> Bool {
            guard let text = input.updateExpression,
                var attributes = try? ExpressionAttributes(
                    names: input.expressionAttributeNames, values: input.expressionAttributeValues),
                let update = try? attributes.update(text)
            else { return true }
            return update.actions.allSatisfy { $0.mayBeDone(in: old ?? [:]) }
        }

        /// The answer that was lost, if the item shows that the update was carried out; `nil` if it cannot be told.
        ///
        /// Every attribute has to be set to, or be without, what the update says in so many words; and the old values
        /// must not be asked for.
        package static func output(of input: UpdateItemInput, now item: Item?) -> UpdateItemOutput? {
            guard let item, let text = input.updateExpression,
                var attributes = try? ExpressionAttributes(
                    names: input.expressionAttributeNames, values: input.expressionAttributeValues),
                let update = try? attributes.update(text), !update.actions.isEmpty,
                update.actions.allSatisfy({ $0.isDone(in: item) })
            else { return nil }
            switch input.returnValues {
            case nil, ReturnValues.none?: return UpdateItemOutput()
            case .allNew?: return UpdateItemOutput(attributes: item)
            case .updatedNew?:
                let updated = item.selecting(update.actions.map(\.target.root))
                return update.actions.allSatisfy(\.target.steps.isEmpty)
                    ? UpdateItemOutput(attributes: updated.isEmpty ? nil : updated) : nil
            default: return nil
            }
        }
    }

    extension PutItemInput {
        /// Whether the condition holds only where there is no item, so that none can have been replaced.
        fileprivate var requiresAbsence: Bool {
            guard let text = self.conditionExpression,
                var attributes = try? ExpressionAttributes(
                    names: self.expressionAttributeNames, values: self.expressionAttributeValues),
                let condition = try? attributes.condition(text)
            else { return false }
            return condition.requiresAbsence(ofOneOf: self.item.names)
        }
    }

    extension ConditionTree {
        /// Whether the condition is false for every item that has all of the attributes.
        fileprivate func requiresAbsence(ofOneOf names: [String]) -> Bool {
            switch self {
            case .notExists(let path):
                path.steps.isEmpty && names.contains { $0.hasSameBytes(as: path.root) }
            case .all(let conditions): conditions.contains { $0.requiresAbsence(ofOneOf: names) }
            case .any(let conditions): conditions.allSatisfy { $0.requiresAbsence(ofOneOf: names) }
            default: false
            }
        }
    }

    extension UpdateTree.Action {
        /// Whether the item could look as it does because of the action.
        fileprivate func mayBeDone(in item: Item) -> Bool {
            switch self {
            case .set(let path, .operand(.value(let value))): item.value(at: path) == value
            case .remove(let path): item.value(at: path) == nil
            case .set, .add, .delete: true
            }
        }

        /// Whether the item looks as if the action had been done; only for actions that say what comes out.
        fileprivate func isDone(in item: Item) -> Bool {
            switch self {
            case .set(let path, .operand(.value(let value))): item.value(at: path) == value
            case .remove(let path): path.steps.isEmpty && item.value(at: path) == nil
            case .set, .add, .delete: false
            }
        }
    }
#endif
