// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why there is no output of a program.
package enum ProgramFailure: Error, Sendable {
    /// It could not be started, in the system's words.
    case notStarted(String)
    /// It ran longer than allowed, and was ended.
    case timeout
    /// It wrote more than credentials can be.
    case tooMuchOutput
}
