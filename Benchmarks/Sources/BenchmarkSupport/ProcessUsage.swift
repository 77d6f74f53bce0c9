// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What this process has used so far.
package struct ProcessUsage: Sendable {
    /// Seconds since some moment.
    package var wall: Double
    /// Seconds of processor time, the program's and the system's for it.
    package var cpu: Double
    /// The largest resident memory so far, in kibibytes.
    package var peakMemory: Int

    /// Reads the clocks.
    package static var now: ProcessUsage {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        var usage = rusage()
        // RUSAGE_SELF is 0 everywhere, and has another type on each system.
        getrusage(0, &usage)
        #if canImport(Darwin)
            let peak = usage.ru_maxrss / 1024
        #else
            let peak = usage.ru_maxrss
        #endif
        return ProcessUsage(
            wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9,
            cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: peak)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
