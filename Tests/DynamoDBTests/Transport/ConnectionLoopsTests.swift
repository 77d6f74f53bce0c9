// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import NIOPosix
    import Testing

    /// Which threads serve connections.
    struct ConnectionLoopsTests {
        private let shared = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())

        private func identities(_ loops: [any EventLoop]) -> Set<ObjectIdentifier> {
            Set(loops.map { ObjectIdentifier($0) })
        }

        @Test
        func `the only connection is on a thread that NIO does not share`() {
            let loop = ConnectionLoops.next(isOnly: true)
            #expect(loop === ConnectionLoops.own)
            #expect(!self.identities(self.shared).contains(ObjectIdentifier(loop)))
        }

        @Test
        func `connections and task executors are divided among as many threads as NIO has, one of them ours`() {
            let rounds = 0..<2 * self.shared.count
            for loops in [
                rounds.map { _ in ConnectionLoops.next(isOnly: false) },
                rounds.map { _ in ConnectionLoops.nextForTasks() },
            ] {
                #expect(self.identities(loops).count == self.shared.count)
                #expect(loops.contains { $0 === ConnectionLoops.own })
            }
        }

        @Test(arguments: [true, false])
        func `a connection is on the thread that asks for it`(isOnly: Bool) async throws {
            for loop in self.shared + [ConnectionLoops.own] {
                #expect(try await loop.submit { ConnectionLoops.next(isOnly: isOnly) === loop }.get())
            }
            // One that is opened for others, by a timer or at the end of another, is anywhere.
            let loops = try await ConnectionLoops.own.submit {
                (0..<8).map { _ in ConnectionLoops.next(isOnly: false, isCalled: false) }
            }.get()
            #expect(self.identities(loops).count == self.shared.count)
            let foreign = EventLoopThread().eventLoop
            #expect(try await foreign.submit { ConnectionLoops.next(isOnly: isOnly) !== foreign }.get())
        }

        @Test
        func `threads have numbers of their own`() async throws {
            let loops = [ConnectionLoops.own] + self.shared
            #expect(loops.map { ConnectionLoops.number(of: $0) } == Array(loops.indices))
            for (number, loop) in loops.enumerated() {
                #expect(try await loop.submit { ConnectionLoops.here }.get() == number)
            }
            #expect(ConnectionLoops.here == nil)
            let foreign = EventLoopThread().eventLoop
            #expect(ConnectionLoops.number(of: foreign) == 0)
            #expect(try await foreign.submit { ConnectionLoops.here }.get() == nil)
        }

        @Test
        func `an event loop of its own thread runs what it is given, and others can wait for it`() async throws {
            let thread = EventLoopThread()
            let loops = await withTaskGroup(of: (any EventLoop).self) { group in
                for _ in 0..<8 { group.addTask { thread.eventLoop } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(self.identities(loops).count == 1)
            let loop = thread.eventLoop
            #expect(!loop.inEventLoop)
            #expect(try await loop.submit { loop.inEventLoop }.get())
        }
    }
#endif
