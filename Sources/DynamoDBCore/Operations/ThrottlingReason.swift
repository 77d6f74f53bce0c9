// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which limit of a table or an index throttled a request.
public struct ThrottlingReason: Hashable, Sendable {
    /// The operation and the limit by the service's name, such as `TableWriteKeyRangeThroughputExceeded`: of the table or of an
    /// index, for reads or writes, and of `ProvisionedThroughputExceeded`, `KeyRangeThroughputExceeded`,
    /// `MaxOnDemandThroughputExceeded` and `AccountLimitExceeded`. The service may add others.
    public var reason: String
    /// The Amazon Resource Name of the table or the index; `nil` if the service does not name it.
    public var resource: String?

    /// Creates a value of its parts.
    public init(reason: String, resource: String? = nil) {
        self.reason = reason
        self.resource = resource
    }
}

extension ThrottlingReason: CustomStringConvertible {
    /// The reason, and of what.
    public var description: String { self.resource.map { "\(self.reason) of \($0)" } ?? self.reason }
}
