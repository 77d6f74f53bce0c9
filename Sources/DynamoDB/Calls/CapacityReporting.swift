// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// An output that may tell what its request consumed.
    protocol CapacityReporting {
        /// The units of all tables together; `nil` if the request did not ask.
        var consumedUnits: Double? { get }
    }

    extension GetItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension PutItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension UpdateItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension DeleteItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension QueryOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension ScanOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension BatchGetItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }

    extension BatchWriteItemOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }

    extension TransactGetItemsOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }

    extension TransactWriteItemsOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }

    extension ExecuteStatementOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.capacityUnits }
    }

    extension BatchExecuteStatementOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }

    extension ExecuteTransactionOutput: CapacityReporting {
        var consumedUnits: Double? { self.consumedCapacity?.reduce(0) { $0 + $1.capacityUnits } }
    }
#endif
