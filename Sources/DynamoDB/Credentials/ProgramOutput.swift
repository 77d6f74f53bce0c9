// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a program ended, and what it wrote.
package struct ProgramOutput: Sendable {
    /// Its exit status; that of a program ended by a signal is 128 and the signal's number.
    package var status: Int32
    /// What it wrote to its standard output.
    package var output: [UInt8]
    /// What it wrote to its standard error.
    package var errors: [UInt8]

    package init(status: Int32, output: [UInt8], errors: [UInt8] = []) {
        self.status = status
        self.output = output
        self.errors = errors
    }
}
