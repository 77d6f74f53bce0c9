// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct StatementVerbTests {
    @Test(arguments: [
        ("SELECT * FROM t", StatementVerb.select), ("select*", .select), (" \n\tSeLeCt", .select),
        ("-- UPDATE\nSELECT", .select), ("/* x */ /**/SELECT", .select), ("INSERT INTO t", .insert),
        ("insert", .insert),
        ("UPDATE t", .update), ("DELETE", .delete), ("EXISTS(SELECT", .other), ("SELECTED", .other), ("", .other),
        ("\"SELECT\"", .other), ("/* SELECT", .other), ("/*/ SELECT */ INSERT", .insert), ("-- SELECT", .other),
        ("--", .other),
        ("/", .other), ("- SELECT", .other),
    ])
    func `the first word tells what a statement does`(statement: String, verb: StatementVerb) {
        #expect(StatementVerb(of: statement) == verb)
    }
}
