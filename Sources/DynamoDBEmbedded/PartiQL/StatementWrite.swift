// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PartiQLStatement {
    /// The write that the statement is, on a table; `nil` for one that reads.
    ///
    /// - Parameter choice: Whether the error of a false condition has the item.
    /// - Throws: A validation error if the condition does not say which item is meant, or an item is too large.
    func write(
        to reference: TableReference, in table: StoredTable, onFailure choice: ReturnValuesOnConditionCheckFailure?
    ) throws(DynamoDBError) -> ItemWrite? {
        switch self {
        case .select: return nil
        case .insert(let insert):
            guard insert.item.size <= Item.maximumSize else { throw .itemTooLarge }
            return ItemWrite(
                table: reference, action: .put, attributes: insert.item.canonicalized(),
                condition: WriteCondition(nil, onFailure: choice, presence: .forbidden))
        case .update(let update):
            let target = try KeyEqualities(ofOneItem: update.condition, keys: table.keys)
            return ItemWrite(
                table: reference, action: .update(update.update), attributes: target.key,
                condition: WriteCondition(target.rest, onFailure: choice, presence: .required))
        case .delete(let delete):
            let target = try KeyEqualities(ofOneItem: delete.condition, keys: table.keys)
            return ItemWrite(
                table: reference, action: .delete, attributes: target.key,
                condition: WriteCondition(target.rest, onFailure: choice, presence: .assumed))
        case .exists(let select):
            guard let target = KeyEqualities(select.condition, keys: table.keys), let condition = target.rest else {
                throw .existsWithoutCondition
            }
            return ItemWrite(
                table: reference, action: .check, attributes: target.key,
                condition: WriteCondition(condition, onFailure: choice, presence: .required))
        }
    }

    /// What the statement asks to see of the item it wrote.
    func returned(_ outcome: ItemWriteOutcome, of write: ItemWrite) -> Item? {
        switch self {
        case .update(let update): outcome.attributes(update.returning ?? .none, of: write)
        case .delete(let delete): delete.returning == nil ? nil : outcome.old
        case .select, .insert, .exists: nil
        }
    }
}

extension TableReference {
    /// The table of a statement.
    init(
        statement: PartiQLStatement, in names: ResourceNames, for operation: OperationName
    ) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        self.init(statement.source.table, in: names, for: operation, violations: &violations)
        try violations.throwIfAny()
    }
}
