// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(Testing)
    public import Testing

    /// Gives a test, or every test of a suite, a database of its own; see ``TestDatabase/current``.
    public struct DynamoDBTrait: TestTrait, SuiteTrait, TestScoping {
        let tables: @Sendable () throws -> [CreateTableInput]
        let plan: FaultPlan
        let configuration: EmbeddedDatabase.Configuration

        /// Every test of a suite has its own.
        public var isRecursive: Bool { true }

        /// Every case of a test with arguments has its own.
        public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
            testCase == nil ? nil : self
        }

        /// Runs a test with a database that is closed afterwards.
        public func provideScope(
            for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
        ) async throws {
            let tables = try self.tables()
            try await TestDatabase.scope(tables: tables, plan: self.plan, configuration: self.configuration) { _ in
                try await function()
            }
        }
    }

    extension Trait where Self == DynamoDBTrait {
        /// Gives the test, or every test of the suite, an empty database in memory: ``TestDatabase/current``.
        public static var dynamoDB: Self { .dynamoDB() }

        /// Gives the test, or every test of the suite, a database in memory with these tables: ``TestDatabase/current``.
        ///
        /// ```swift
        /// @Suite(.dynamoDB(tables: [try CreateTableInput(tableName: "shop", for: Order.schema)]))
        /// struct OrderTests {
        ///     @Test func `an order is stored`() async throws {
        ///         let orders = try TestDatabase.current.models(Order.schema, named: "shop")
        ///     }
        /// }
        /// ```
        ///
        /// Each test, and each case of a test with arguments, has its own database, and tests can run at the same time.
        ///
        /// - Parameters:
        ///   - tables: The tables to create. Defaults to none.
        ///   - plan: What goes wrong by chance. Defaults to nothing.
        ///   - configuration: How the engine is used.
        public static func dynamoDB(
            tables: @autoclosure @escaping @Sendable () throws -> [CreateTableInput] = [],
            plan: FaultPlan = .none,
            configuration: EmbeddedDatabase.Configuration = EmbeddedDatabase.Configuration()
        ) -> Self {
            DynamoDBTrait(tables: tables, plan: plan, configuration: configuration)
        }
    }
#endif
