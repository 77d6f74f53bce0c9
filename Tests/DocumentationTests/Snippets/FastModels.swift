// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import DynamoDBCore
    import Foundation

    /// The model of "Faster models" in the article on models.
    enum FastModels {
        @DynamoDBCodable
        struct Visit: Codable, Sendable {
            var page: String
            var at: Date
            var seconds: Int?
        }
    }
#endif
