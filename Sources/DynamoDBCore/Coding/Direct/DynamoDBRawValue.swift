// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a type with raw values is stored as: the raw values that `Codable` writes in the place of the type itself.
///
/// These are the standard library's strings, booleans and numbers. A type with other raw values, such as a `Decimal`, is a
/// map for `Codable`, and so `@DynamoDBCodable` is not for it.
public protocol DynamoDBRawValue: DynamoDBDecodable, DynamoDBEncodable {}

extension String: DynamoDBRawValue {}
extension Bool: DynamoDBRawValue {}
extension Int: DynamoDBRawValue {}
extension Int8: DynamoDBRawValue {}
extension Int16: DynamoDBRawValue {}
extension Int32: DynamoDBRawValue {}
extension Int64: DynamoDBRawValue {}
extension Int128: DynamoDBRawValue {}
extension UInt: DynamoDBRawValue {}
extension UInt8: DynamoDBRawValue {}
extension UInt16: DynamoDBRawValue {}
extension UInt32: DynamoDBRawValue {}
extension UInt64: DynamoDBRawValue {}
extension UInt128: DynamoDBRawValue {}
extension Double: DynamoDBRawValue {}
extension Float: DynamoDBRawValue {}
