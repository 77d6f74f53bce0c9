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
        private let loop = Mutex<(any EventLoop)?>(nil)
        private let isRunning = DispatchSemaphore(value: 0)

        package init() {
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
                self.began(MultiThreadedEventLoopGroup.singleton.any())
                return
            }
            #if canImport(Darwin) || canImport(Musl)
                if let thread { pthread_detach(thread) }
            #else
                pthread_detach(thread)
            #endif
        }

        /// The event loop, waited for.
        package var eventLoop: any EventLoop {
            while true {
                if let loop = self.loop.withLock({ $0 }) { return loop }
                self.isRunning.wait()
                self.isRunning.signal()
            }
        }

        private func began(_ loop: any EventLoop) {
            self.loop.withLock { $0 = loop }
            self.isRunning.signal()
        }

        private static func run(_ this: UnsafeMutableRawPointer?) {
            guard let this else { return }
            let thread = Unmanaged<EventLoopThread>.fromOpaque(this).takeRetainedValue()
            MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { thread.began($0) }
        }
    }
#endif
