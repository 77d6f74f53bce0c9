// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which part of a partition a query reads: a test of the sort key.
///
/// ```swift
/// SortKeyCondition.beginsWith("sk", "order#")
/// SortKeyCondition.between("created_at", "2024-01-01", "2024-06-30")
/// ```
///
/// The attribute is the sort key of the table or index, by its exact name.
public struct SortKeyCondition: Sendable {
    /// The test, or why there is none.
    package let content: Result<KeyConditionTree.Test, ExpressionFault>

    private init(
        _ attribute: String, _ relation: () throws(DynamoDBError) -> KeyConditionTree.Relation
    ) {
        do {
            self.content = .success(KeyConditionTree.Test(attribute: attribute, relation: try relation()))
        } catch {
            self.content = .failure(ExpressionFault(error))
        }
    }

    /// Items whose sort key is the value. Text: `sk = :v`.
    public static func equal<V: AttributeValueConvertible>(_ attribute: String, _ value: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .equal(try value.attributeValue()) }
    }

    /// Items whose sort key is smaller. Text: `sk < :v`.
    public static func lessThan<V: AttributeValueConvertible>(_ attribute: String, _ value: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .less(try value.attributeValue()) }
    }

    /// Items whose sort key is smaller or equal. Text: `sk <= :v`.
    public static func lessThanOrEqual<V: AttributeValueConvertible>(_ attribute: String, _ value: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .lessOrEqual(try value.attributeValue()) }
    }

    /// Items whose sort key is greater. Text: `sk > :v`.
    public static func greaterThan<V: AttributeValueConvertible>(_ attribute: String, _ value: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .greater(try value.attributeValue()) }
    }

    /// Items whose sort key is greater or equal. Text: `sk >= :v`.
    public static func greaterThanOrEqual<V: AttributeValueConvertible>(_ attribute: String, _ value: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .greaterOrEqual(try value.attributeValue()) }
    }

    /// Items whose sort key, a string or binary, begins with the value. Text: `begins_with(sk, :v)`.
    public static func beginsWith<V: AttributeValueConvertible>(_ attribute: String, _ prefix: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in .beginsWith(try prefix.attributeValue()) }
    }

    /// Items whose sort key is from `lower` to `upper`, both included. Text: `sk BETWEEN :low AND :high`.
    public static func between<V: AttributeValueConvertible>(_ attribute: String, _ lower: V, _ upper: V) -> Self {
        Self(attribute) { () throws(DynamoDBError) in
            .between(try lower.attributeValue(), try upper.attributeValue())
        }
    }
}
