// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The reasons against a transaction, gathered action by action.
struct Cancellation {
    private var reasons: [CancellationReason]

    /// No reason yet for any of the actions.
    init(actions: Int) {
        self.reasons = Array(repeating: .none, count: actions)
    }

    /// Runs a step of an action, and makes its error the reason of the action.
    ///
    /// - Returns: `nil` if there is a reason now.
    /// - Throws: An error that is none of the action's, such as one of the disk.
    mutating func noting<Result>(
        at position: Int, _ step: () throws(DynamoDBError) -> Result
    ) throws(DynamoDBError) -> Result? {
        do {
            return try step()
        } catch {
            guard let code = CancellationReason.Code(for: error.code) else { throw error }
            self.reasons[position] = CancellationReason(code: code, message: error.message, item: error.item)
            return nil
        }
    }

    /// Throws what cancels the transaction, if anything does: every reason, but of actions that break a rule only the
    /// first, and then nothing else.
    func throwIfAny() throws(DynamoDBError) {
        guard self.reasons.contains(where: { $0.code != .none }) else { return }
        var reasons = self.reasons
        if let first = reasons.firstIndex(where: { $0.code == .validationError }) {
            let reason = reasons[first]
            reasons = Array(repeating: .none, count: reasons.count)
            reasons[first] = reason
        }
        throw .transactionCanceled(reasons)
    }
}

extension CancellationReason.Code {
    /// The reason that an error of one action is; `nil` if it is an error of the whole request.
    fileprivate init?(for code: DynamoDBError.Code) {
        switch code {
        case .validation: self = .validationError
        case .conditionalCheckFailed: self = .conditionalCheckFailed
        case .duplicateItem: self = .duplicateItem
        case .itemCollectionSizeLimitExceeded: self = .itemCollectionSizeLimitExceeded
        default: return nil
        }
    }
}
