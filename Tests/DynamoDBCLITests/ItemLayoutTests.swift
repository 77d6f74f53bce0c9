// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCLI
import DynamoDBCore
import Testing

struct ItemLayoutTests {
    @Test func `a short item stays on one line`() {
        #expect(ItemLayout(width: 40).lines(["a": 1, "b": ["x", "y"]]) == [#"{"a": 1, "b": ["x", "y"]}"#])
    }

    @Test func `a long item is broken where it is too long, and only there`() {
        let item: Item = ["a": ["b": 1, "c": 2], "list": ["some long text", "another long text", "more"]]
        #expect(
            ItemLayout(width: 30).lines(item) == [
                "{",
                #"  "a": {"b": 1, "c": 2},"#,
                #"  "list": ["#,
                #"    "some long text","#,
                #"    "another long text","#,
                #"    "more","#,
                "  ],",
                "}",
            ])
    }
}
