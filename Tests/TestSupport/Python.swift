// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The Python that runs the tests' peers.
package enum Python {
    /// The interpreter of the private environment that `make test` sets up; the system's where there is none.
    package static let command: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = root.appending(path: ".venv/bin/python3").path()
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }()
}
