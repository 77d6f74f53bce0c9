// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

if let options = Options(CommandLine.arguments.dropFirst().map(\.self)) {
    var benchmark = try EngineBenchmark(options)
    try await benchmark.run()
} else {
    FileHandle.standardError.write(Data((Options.usage + "\n").utf8))
    exit(2)
}
