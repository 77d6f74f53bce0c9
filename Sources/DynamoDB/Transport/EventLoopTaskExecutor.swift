// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0
#if AWS
    package import NIOCore

    extension NIOTransport {
        /// An executor on one of the threads that serve connections, for tasks that make one call after the other.
        ///
        /// Such a task is given connections of its own thread where there are idle ones, and changes no thread on the way to
        /// the socket and back then: it gets its answers in half the time or less.
        ///
        /// ```swift
        /// try await withTaskExecutorPreference(NIOTransport.makeTaskExecutor()) {
        ///     for key in keys { print(try await table.get(key) ?? [:]) }
        /// }
        /// ```
        ///
        /// All tasks on one executor share its one thread, and what blocks it or computes for long holds up the connections
        /// that it serves. The thread of the first executor also runs the timers of every transport: while it is held up, no
        /// call of the process ends at its timeout. Where many tasks make calls at a time, make an executor for each: they are
        /// divided among the threads. In a process that has no files or threads left for its first event loop, it is Swift's own
        /// executor.
        public static func makeTaskExecutor() -> any TaskExecutor {
            guard let loops = ConnectionLoops.running else { return globalConcurrentExecutor }
            return EventLoopTaskExecutor(loops.nextForTasks())
        }
    }

    /// Runs tasks on an event loop.
    package final class EventLoopTaskExecutor: TaskExecutor {
        package let eventLoop: any EventLoop

        package init(_ eventLoop: any EventLoop) {
            self.eventLoop = eventLoop
        }

        package func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            self.eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
#endif
