// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import NIOPosix
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        // Its `environ` is a plain variable of C.
        @preconcurrency import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    /// Runs programs, without a shell, each in a group of its own: what it started ends with it if it takes too long.
    package enum ProgramRunner {
        /// Runs a program of the `PATH` to its end, with nothing on its standard input.
        ///
        /// Waiting for it blocks a thread, one of NIO's pool for such work.
        ///
        /// - Parameter end: Ends the program with a number, which takes too long. It need not succeed: one that has taken the
        ///   rights of another user is not ours to end.
        package static func run(
            _ arguments: [String], timeout: Duration, endedBy end: @escaping @Sendable (Int32) -> Void = Self.end
        ) async throws(ProgramFailure) -> ProgramOutput {
            let result: Result<ProgramOutput, ProgramFailure>
            do {
                result = try await NIOThreadPool.singleton.runIfActive {
                    Self.runBlocking(arguments, timeout: timeout, endedBy: end)
                }
            } catch {
                throw .notStarted("\(error)")
            }
            return try result.get()
        }

        /// A document with credentials has about a kilobyte.
        private static let maximumOutput = 1 << 20

        /// How long the end of a program is waited for that was told to end. The system takes milliseconds.
        private static let patience = Duration.milliseconds(200)

        /// Programs that were not waited for any longer. Of one that has ended, the system keeps a trace until somebody asks
        /// how: the next start of a program does.
        private static let abandoned = Mutex<[pid_t]>([])

        private static func runBlocking(
            _ arguments: [String], timeout: Duration, endedBy end: (Int32) -> Void
        ) -> Result<ProgramOutput, ProgramFailure> {
            let deadline = ContinuousClock.now + timeout
            Self.abandoned.withLock { $0.removeAll { waitpid($0, nil, WNOHANG) != 0 } }
            let process: pid_t
            let output: Pipe
            let errors: Pipe
            switch Self.starting.withLock({ _ in Self.start(arguments) }) {
            case .success(let started): (process, output, errors) = started
            case .failure(let failure): return .failure(failure)
            }
            var failure: ProgramFailure?
            while failure == nil && !(output.isAtEnd && errors.isAtEnd) {
                guard let rest = Self.milliseconds(until: deadline) else {
                    failure = .timeout
                    break
                }
                var polled = [output, errors].filter { !$0.isAtEnd }.map {
                    pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0)
                }
                let count = poll(&polled, nfds_t(polled.count), rest)
                // The system has no memory for it; a moment later it may have.
                if count < 0 && errno != EINTR { usleep(2_000) }
                guard count > 0 else { continue }
                for poll in polled where poll.revents != 0 {
                    (poll.fd == output.reading ? output : errors).take()
                }
                if output.bytes.count + errors.bytes.count > Self.maximumOutput { failure = .tooMuchOutput }
            }
            // Without a failure it has closed its output, so its end is near.
            if failure == nil, let status = Self.wait(for: process, until: deadline) {
                return .success(ProgramOutput(status: status, output: output.bytes, errors: errors.bytes))
            }
            // Children may keep the output open after the program itself has ended.
            end(process)
            if Self.wait(for: process, until: .now + Self.patience) == nil {
                Self.abandoned.withLock { $0.append(process) }
            }
            return .failure(failure ?? .timeout)
        }

        /// Ends a program and its group, which it may have left.
        package static func end(_ process: Int32) {
            kill(-process, SIGKILL)
            kill(process, SIGKILL)
        }

        /// Programs are started one at a time: one that starts between the making of another's pipe and its being marked to
        /// be closed would keep it open, and the other would not seem to end.
        private static let starting = Mutex(())

        private static func start(_ arguments: [String]) -> Result<(pid_t, output: Pipe, errors: Pipe), ProgramFailure>
        {
            guard let output = Pipe(), let errors = Pipe() else { return .failure(.notStarted("no more open files")) }
            guard let program = arguments.first else { return .failure(.notStarted("no program is named")) }
            #if os(tvOS) || os(watchOS)
                return .failure(.notStarted("\(program): this system starts no programs"))
            #else
                #if canImport(Darwin)
                    var actions: posix_spawn_file_actions_t?
                    var attributes: posix_spawnattr_t?
                #else
                    var actions = posix_spawn_file_actions_t()
                    var attributes = posix_spawnattr_t()
                #endif
                posix_spawnattr_init(&attributes)
                defer { posix_spawnattr_destroy(&attributes) }
                posix_spawnattr_setflags(
                    &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
                posix_spawnattr_setpgroup(&attributes, 0)
                // The threads that tasks run on have most signals blocked, and servers ignore some: a program that is
                // told to end, or that has set itself an alarm, must get them.
                var signals = sigset_t()
                sigemptyset(&signals)
                posix_spawnattr_setsigmask(&attributes, &signals)
                sigfillset(&signals)
                posix_spawnattr_setsigdefault(&attributes, &signals)
                posix_spawn_file_actions_init(&actions)
                defer { posix_spawn_file_actions_destroy(&actions) }
                posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
                posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
                var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
                words.append(nil)
                defer { for word in words { free(word) } }
                var process: pid_t = 0
                let code = posix_spawnp(&process, program, &actions, &attributes, &words, environ)
                output.closeWriting()
                errors.closeWriting()
                guard code == 0 else { return .failure(.notStarted(String(cString: strerror(code)))) }
                return .success((process, output, errors))
            #endif
        }

        /// The exit status; `nil` if the program still runs at the deadline.
        private static func wait(for process: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
            var status: Int32 = 0
            while true {
                let ended = waitpid(process, &status, WNOHANG)
                if ended == process { return Self.exitStatus(status) }
                if ended < 0 && errno != EINTR { return 0 }
                guard Self.milliseconds(until: deadline) != nil else { return nil }
                usleep(2_000)
            }
        }

        private static func exitStatus(_ status: Int32) -> Int32 {
            let signal = status & 0x7F
            return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        }

        /// The milliseconds left, at least one; `nil` if none are.
        private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32? {
            let rest = deadline - .now
            guard rest > .zero else { return nil }
            return Int32(
                clamping: rest.components.seconds * 1000 + rest.components.attoseconds / 1_000_000_000_000_000 + 1)
        }
    }

    /// A pipe from a program, and what came out of it. Its files are closed with it.
    private final class Pipe {
        let reading: Int32
        private(set) var writing: Int32
        private(set) var bytes: [UInt8] = []
        private(set) var isAtEnd = false

        init?() {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return nil }
            // Programs that are started later must not keep the pipe open. `pipe2` would do both at once, but Swift does not
            // see it: the headers hide it from who does not ask for what is GNU's.
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            self.reading = ends[0]
            self.writing = ends[1]
        }

        deinit {
            close(self.reading)
            self.closeWriting()
        }

        func closeWriting() {
            if self.writing >= 0 { close(self.writing) }
            self.writing = -1
        }

        /// Takes what is there; blocks if nothing is.
        func take() {
            var chunk = [UInt8](repeating: 0, count: 4096)
            let file = self.reading
            let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count > 0 {
                self.bytes.append(contentsOf: chunk.prefix(count))
            } else if count == 0 || errno != EINTR {
                self.isAtEnd = true
            }
        }
    }
#endif
