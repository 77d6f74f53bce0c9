// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Hummingbird
import Notes

// swift run NotesServer
// curl -d '{"text": "tea"}' http://127.0.0.1:8080/notes/ann
let database = try EmbeddedDatabase(path: "notes.sqlite")
let service = NotesService(tableName: "notes", in: database)
try await service.createTable()
let router = Router()
service.addRoutes(to: router)
try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 8080))).runService()
await database.close()
