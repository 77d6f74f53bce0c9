// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Hummingbird

/// Answers errors of the database with a status that says what the caller can do.
struct DatabaseErrors<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as DynamoDBError {
            switch error.code {
            case .conditionalCheckFailed where error.item == nil: throw HTTPError(.notFound)
            case .conditionalCheckFailed: throw HTTPError(.conflict, message: "The note was changed meanwhile.")
            case .invalidPageToken: throw HTTPError(.badRequest, message: error.message)
            case .outcomeUnknown: throw HTTPError(.serviceUnavailable)
            case _ where error.isTransient: throw HTTPError(.serviceUnavailable)
            default:
                // Also `validation`: what a client sends was checked, so that it is a mistake of this program.
                context.logger.error("\(error)")
                throw HTTPError(.internalServerError)
            }
        }
    }
}
