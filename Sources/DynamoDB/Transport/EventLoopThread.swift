// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import Dispatch
    package import NIOCore
    internal import NIOPosix
    internal import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    /// An event loop on a thread of its own, to the end of the process. It starts while its caller goes on.
    package final class EventLoopThread: Sendable {
        private enum State {
            case starting
            case running(any EventLoop)
            case failed
        }

        /// How many files an event loop opens on Linux.
        static let files = 3

        private let state = Mutex(State.starting)
        private let isSettled = DispatchSemaphore(value: 0)
        private let mayOpen: @Sendable (_ files: Int) -> Bool

        /// - Parameter mayOpen: Whether the process may open so many files. Defaults to trying.
        package init(mayOpen: @escaping @Sendable (_ files: Int) -> Bool = { FileReserve.has($0) }) {
            self.mayOpen = mayOpen
            #if canImport(Darwin) || canImport(Musl)
                var thread: pthread_t?
            #else
                var thread = pthread_t()
            #endif
            let this = Unmanaged.passRetained(self)
            let failure = pthread_create(
                &thread, nil,
                { this in
                    EventLoopThread.run(this)
                    return nil
                }, this.toOpaque())
            guard failure == 0 else {
                // As many threads as there may be.
                this.release()
                self.settle(.failed)
                return
            }
            #if canImport(Darwin) || canImport(Musl)
                if let thread { pthread_detach(thread) }
            #else
                pthread_detach(thread)
            #endif
        }

        /// The event loop, waited for; `nil` if there are too few files or threads for one.
        package var eventLoop: (any EventLoop)? {
            while true {
                switch self.state.withLock({ $0 }) {
                case .running(let loop): return loop
                case .failed: return nil
                case .starting:
                    self.isSettled.wait()
                    self.isSettled.signal()
                }
            }
        }

        /// Whether it is known that there is no event loop. This does not wait.
        var hasFailed: Bool {
            if case .failed = self.state.withLock({ $0 }) { true } else { false }
        }

        private func settle(_ state: State) {
            self.state.withLock { $0 = state }
            self.isSettled.signal()
        }

        private static func run(_ this: UnsafeMutableRawPointer?) {
            guard let this else { return }
            let thread = Unmanaged<EventLoopThread>.fromOpaque(this).takeRetainedValue()
            // NIO ends the process if it cannot have them.
            guard thread.mayOpen(Self.files) else { return thread.settle(.failed) }
            MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { thread.settle(.running($0)) }
        }
    }
#endif
