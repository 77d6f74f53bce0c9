// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore

    extension DynamoDBClient {
        /// A client for a table of Amazon DynamoDB, or of the service at an endpoint.
        ///
        /// ```swift
        /// let client = DynamoDBClient(tableName: "my-table")
        /// let local = DynamoDBClient(tableName: "my-table", endpointURL: "http://localhost:8000")
        /// ```
        ///
        /// As everything of this client, it does not throw: if a setting is wrong, each call gives a result with that
        /// error. Make one and keep it, as it keeps its connections.
        ///
        /// - Parameters:
        ///   - tableName: The name of the table.
        ///   - regionName: The region. Defaults to `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's region, else
        ///     `ap-southeast-2`.
        ///   - endpointURL: The URL of the service. Defaults to what the variables or the profile name, else Amazon's in
        ///     the region. For one on this machine no credentials are needed.
        public init(tableName: String, regionName: String? = nil, endpointURL: String? = nil) {
            var configuration = RemoteDatabase.Configuration()
            configuration.region = regionName
            configuration.endpoint = endpointURL
            do {
                self.init(tableName: tableName, database: try RemoteDatabase(configuration))
            } catch {
                self.init(tableName: tableName, database: MisconfiguredDatabase(error: error))
            }
        }
    }

    /// Answers everything with the reason why there is no database.
    private struct MisconfiguredDatabase: DynamoDBDatabase {
        let error: DynamoDBError

        func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput { throw self.error }
        func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput { throw self.error }
        func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput { throw self.error }
        func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput { throw self.error }
        func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput { throw self.error }
        func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput { throw self.error }

        func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
            throw self.error
        }

        func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
            throw self.error
        }

        func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
            throw self.error
        }

        func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
            throw self.error
        }

        func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput { throw self.error }

        func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
            throw self.error
        }
    }
#endif
