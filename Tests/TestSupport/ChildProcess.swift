// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Synchronization

#if canImport(Musl)
    // Its `environ` is a plain variable of C.
    @preconcurrency import Musl
#endif

/// A program that a test starts.
///
/// Foundation's `Process` is not used: on Linux it lists all open files at each start, and crashed there when tests that
/// ran at the same time had more than 1,350 open.
package final class ChildProcess: Sendable {
    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        /// By itself, with this status.
        case exit(Int32)
        /// By this signal.
        case signal(Int32)
    }

    /// Two programs that start at the same moment must not get each other's pipes.
    private static let starting = Mutex(())

    private let id: pid_t

    /// Starts a program of the `PATH`.
    ///
    /// - Parameters:
    ///   - command: Its name and its arguments.
    ///   - input: What it reads, from ``pipe()``; nothing by default.
    ///   - output: What takes its standard output, from ``pipe()``.
    ///   - log: The open file that takes standard output and standard error. Without it and `output` they go where those of
    ///     the tests go.
    /// - Throws: `POSIXError` if it cannot be started: `ENOENT` if there is no such program.
    package init(_ command: [String], input: Pipe? = nil, output: Pipe? = nil, log: FileHandle? = nil) throws {
        self.id = try Self.starting.withLock { _ in
            try Self.start(
                command, input: input?.fileHandleForReading,
                output: output?.fileHandleForWriting ?? log, errors: log)
        }
        // With only the program's own ends open, each side sees when the other is gone.
        try input?.fileHandleForReading.close()
        try output?.fileHandleForWriting.close()
    }

    /// A pipe to or from one program, which no other one gets.
    package static func pipe() -> Pipe {
        Self.starting.withLock { _ in
            let pipe = Pipe()
            for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
            return pipe
        }
    }

    /// Ends the program at once.
    package func kill() {
        _ = Foundation.kill(self.id, SIGKILL)
    }

    /// Waits for the program's end. To be called once.
    package func wait() async -> Ending {
        let id = self.id
        // The threads of tasks are few and must not be blocked for long.
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                // That of exit(127), if there is nothing to wait for.
                var status: Int32 = 127 << 8
                while waitpid(id, &status, 0) < 0 && errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }

    private static func start(
        _ command: [String], input: FileHandle?, output: FileHandle?, errors: FileHandle?
    ) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input.fileDescriptor, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output { posix_spawn_file_actions_adddup2(&actions, output.fileDescriptor, 1) }
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors.fileDescriptor, 2) }
        // The threads of tasks block most signals; a program must not inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, command.first ?? "", &actions, &attributes, &words, environ)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
        return id
    }
}
