// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore
    internal import NIOPosix
    internal import Synchronization

    /// The event loops that serve connections: one of our own, and all but one of those that NIO shares within the process.
    ///
    /// NIO starts its loops together, one for each processor, and whoever asks for them waits. A program that makes one call
    /// after the other needs one, and ours starts beside its caller, who has settings to read and a request to sign.
    /// (StartBenchmark)
    package final class ConnectionLoops: Sendable {
        private struct Process {
            var thread: EventLoopThread?
            var loops: ConnectionLoops?
        }

        private static let process = Mutex(Process())
        private static let shared = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())
        /// How many servers of the process, of credentials and tables together, have on our own loop a connection that is the
        /// only one to them. More are divided: a cluster has as many servers as nodes.
        private static let firstServers = 3

        /// Our own: it serves the first servers, and the timers.
        package let own: any EventLoop
        private let mayOpen: @Sendable (_ files: Int) -> Bool
        private let hasShared = Atomic(false)
        private let servers = Atomic(0)
        private let connections = Atomic(0)
        private let executors = Atomic(0)

        /// - Parameters:
        ///   - own: Our own.
        ///   - mayOpen: Whether the process may open so many files. Defaults to trying.
        package init(own: any EventLoop, mayOpen: @escaping @Sendable (_ files: Int) -> Bool = { FileReserve.has($0) })
        {
            self.own = own
            self.mayOpen = mayOpen
        }

        /// Starts our own, for which whoever needs it then waits.
        package static func start() { _ = self.thread() }

        /// Those of this process, when ours runs; `nil` if there are too few files or threads for it. Asking again tries again.
        package static var running: ConnectionLoops? {
            guard let own = self.thread().eventLoop else { return nil }
            return self.process.withLock { process in
                let loops = process.loops ?? ConnectionLoops(own: own)
                process.loops = loops
                return loops
            }
        }

        private static func thread() -> EventLoopThread {
            self.process.withLock { process in
                if let thread = process.thread, !thread.hasFailed { return thread }
                let thread = EventLoopThread()
                process.thread = thread
                return thread
            }
        }

        /// Counts another server; whether it is among the first, whose only connections our own loop takes.
        package func takesServer() -> Bool {
            self.servers.wrappingAdd(1, ordering: .relaxed).oldValue < Self.firstServers
        }

        /// The event loop for a new connection.
        ///
        /// - Parameters:
        ///   - isOnly: Whether there is no other connection to that server, which is among the first.
        ///   - isCalled: Whether the caller is who wants it, so that the event loop that runs it is best, if one does.
        package func next(isOnly: Bool, isCalled: Bool = true) -> any EventLoop {
            if isCalled, let here = MultiThreadedEventLoopGroup.currentEventLoop {
                if here !== self.own { _ = self.startShared() }
                if self.known(here) != nil { return here }
            }
            let number = self.connections.wrappingAdd(1, ordering: .relaxed).oldValue
            return isOnly ? self.own : self.loop(number)
        }

        /// The event loop for another task executor.
        package func nextForTasks() -> any EventLoop {
            let number = self.executors.wrappingAdd(1, ordering: .relaxed).oldValue
            return number == 0 ? self.own : self.loop(number)
        }

        /// In turn our own and those of NIO, the last of which gets no connections unless its tasks ask.
        private func loop(_ number: Int) -> any EventLoop {
            guard self.startShared() else { return self.own }
            let count = max(Self.shared.count, 1)
            let place = (number % count + count) % count
            return place == 0 ? self.own : Self.shared[place - 1]
        }

        /// Starts NIO's loops; `false` while there are too few files for them: NIO ends the process if it cannot start one.
        private func startShared() -> Bool {
            if self.hasShared.load(ordering: .relaxed) { return true }
            guard self.mayOpen(System.coreCount * EventLoopThread.files) else { return false }
            _ = Self.shared
            self.hasShared.store(true, ordering: .relaxed)
            return true
        }

        /// The number of an event loop: 0 is ours, and that of those that serve no connections.
        package func number(of eventLoop: any EventLoop) -> Int { self.known(eventLoop) ?? 0 }

        /// The number of the event loop that runs the caller, if it serves connections.
        package var here: Int? { MultiThreadedEventLoopGroup.currentEventLoop.flatMap { self.known($0) } }

        private func known(_ eventLoop: any EventLoop) -> Int? {
            if eventLoop === self.own { return 0 }
            guard self.hasShared.load(ordering: .relaxed) else { return nil }
            return Self.shared.firstIndex { $0 === eventLoop }.map { $0 + 1 }
        }
    }
#endif
