// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension EnvironmentVariables {
    /// Those of this process, as they are when asked. Foundation would first copy them all, which takes a small program a
    /// noticeable part of its start. (StartBenchmark.)
    package static let process = Self { name in getenv(name).map { String(cString: $0) } }
}
