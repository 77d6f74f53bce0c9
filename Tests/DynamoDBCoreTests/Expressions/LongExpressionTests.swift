// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

// These have to compile quickly: `swift build --build-tests -Xswiftc -Xfrontend -Xswiftc
// -warn-long-expression-type-checking=200` must not warn about them.
struct LongExpressionTests {
    @Test func `a chain of six comparisons type-checks quickly`() {
        let condition =
            Attribute("a") == "x" && Attribute("b") > 1 && Attribute("c") != 2.5 && Attribute("d") <= "z"
            && Attribute("e") == true && Attribute("f").size < 3
        #expect(condition.description == "a = \"x\" AND b > 1 AND c <> 2.5 AND d <= \"z\" AND e = true AND size(f) < 3")
    }

    @Test func `a chain of mixed operators type-checks quickly`() {
        let condition =
            Attribute("status") == "active" && Attribute("age").between(18, 65)
            || !Attribute("deleted").exists
                && Attribute("tags").contains("swift")
            || Attribute("kind").in("a", "b", "c") && !(Attribute("n") == 1)
            || Attribute("a") == Attribute("b") && Attribute("x.y[0]") >= 0.5 || Attribute("s").beginsWith("p")
        #expect(condition.description.hasPrefix("status = \"active\" AND age BETWEEN 18 AND 65 OR NOT"))
    }

    @Test func `a chain of twelve comparisons type-checks quickly`() {
        let condition =
            Attribute("a") == 1 || Attribute("b") == 2 || Attribute("c") == 3 || Attribute("d") == 4
            || Attribute("e") == 5 || Attribute("f") == 6 || Attribute("g") == 7 || Attribute("h") == 8
            || Attribute("i") == 9 || Attribute("j") == 10 || Attribute("k") == 11 || Attribute("l") == 12
        #expect(condition.description.hasSuffix("OR l = 12"))
    }

    private func filter(_ condition: Condition?) -> String? { condition?.description }

    @Test func `a chain as an optional argument type-checks quickly`() {
        let text = self.filter(
            Attribute("a") == 1 && Attribute("b") != "x" && Attribute("c") < 2.5 && Attribute("d") >= 1
                && Attribute("e") == false && Attribute("f") == "y")
        #expect(text?.hasSuffix("f = \"y\"") == true)
    }
}
