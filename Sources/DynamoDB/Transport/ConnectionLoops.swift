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
    package enum ConnectionLoops {
        private static let thread = EventLoopThread()

        /// Our own: it serves the only connection to a server, and the timers.
        package static let own: any EventLoop = thread.eventLoop

        /// Starts our own, for which whoever needs it then waits.
        static func start() { _ = self.thread }

        /// All by their numbers: behind our own those of NIO, the last of which gets no connections unless its tasks ask. Only
        /// our own while there are too few files for the others: NIO ends the process if it cannot start one.
        private static var all: [any EventLoop] {
            if !self.hasStarted.load(ordering: .relaxed) {
                guard FileReserve.has(System.coreCount * self.filesOfLoop) else { return [self.own] }
                self.hasStarted.store(true, ordering: .relaxed)
            }
            return self.started
        }

        private static let started = [own] + MultiThreadedEventLoopGroup.singleton.makeIterator()
        private static let hasStarted = Atomic(false)
        /// What NIO opens for an event loop on Linux.
        private static let filesOfLoop = 3
        private static let connections = Atomic(1)
        private static let executors = Atomic(0)

        /// The event loop for a new connection.
        ///
        /// - Parameters:
        ///   - isOnly: Whether there is no other connection to that server.
        ///   - isCalled: Whether the caller is who wants it, so that the event loop that runs it is best, if one does.
        package static func next(isOnly: Bool, isCalled: Bool = true) -> any EventLoop {
            if isCalled, let here = MultiThreadedEventLoopGroup.currentEventLoop, self.known(here) != nil {
                return here
            }
            return isOnly ? self.own : self.next(self.connections.wrappingAdd(1, ordering: .relaxed).oldValue)
        }

        /// The event loop for another task executor.
        package static func nextForTasks() -> any EventLoop {
            let number = self.executors.wrappingAdd(1, ordering: .relaxed).oldValue
            return number == 0 ? self.own : self.next(number)
        }

        private static func next(_ number: Int) -> any EventLoop {
            let all = self.all
            let count = max(all.count - 1, 1)
            return all[(number % count + count) % count]
        }

        /// The number of an event loop; 0 for those that serve no connections.
        package static func number(of eventLoop: any EventLoop) -> Int { self.known(eventLoop) ?? 0 }

        /// The number of the event loop that runs the caller, if one does.
        package static var here: Int? { MultiThreadedEventLoopGroup.currentEventLoop.flatMap { self.known($0) } }

        private static func known(_ eventLoop: any EventLoop) -> Int? {
            eventLoop === self.own ? 0 : self.all.firstIndex { $0 === eventLoop }
        }
    }
#endif
