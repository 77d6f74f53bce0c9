// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import NIOCore
    import NIOPosix
    import Synchronization
    import Testing

    /// Which threads serve connections.
    struct ConnectionLoopsTests {
        private let shared = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())

        private func loops(mayOpen: @escaping @Sendable (Int) -> Bool = { _ in true }) throws -> ConnectionLoops {
            ConnectionLoops(own: try #require(EventLoopThread().eventLoop), mayOpen: mayOpen)
        }

        private func identities(_ loops: [any EventLoop]) -> Set<ObjectIdentifier> {
            Set(loops.map { ObjectIdentifier($0) })
        }

        @Test
        func `the first servers are on a thread that NIO does not share, however often they are connected to`() throws {
            let loops = try self.loops()
            #expect(!self.identities(self.shared).contains(ObjectIdentifier(loops.own)))
            #expect((0..<5).map { _ in loops.takesServer() } == [true, true, true, false, false])
            // One that was idle for too long is opened anew.
            for _ in 0..<10 { #expect(loops.next(isOnly: true) === loops.own) }
        }

        @Test
        func `connections and task executors are divided among as many threads as NIO has, one of them ours`() throws {
            let loops = try self.loops()
            let rounds = 0..<2 * self.shared.count
            for divided in [
                rounds.map { _ in loops.next(isOnly: false) }, rounds.map { _ in loops.nextForTasks() },
            ] {
                #expect(self.identities(divided).count == self.shared.count)
                #expect(divided.contains { $0 === loops.own })
            }
        }

        @Test(arguments: [true, false])
        func `a connection is on the thread that asks for it`(isOnly: Bool) async throws {
            let loops = try self.loops()
            for loop in self.shared + [loops.own] {
                #expect(try await loop.submit { loops.next(isOnly: isOnly) === loop }.get())
            }
            // One that is opened for others, by a timer or at the end of another, is anywhere.
            let anywhere = try await loops.own.submit {
                (0..<2 * self.shared.count).map { _ in loops.next(isOnly: false, isCalled: false) }
            }.get()
            #expect(self.identities(anywhere).count == self.shared.count)
            let foreign = try #require(EventLoopThread().eventLoop)
            #expect(try await foreign.submit { loops.next(isOnly: isOnly) !== foreign }.get())
        }

        @Test
        func `threads have numbers of their own`() async throws {
            let loops = try self.loops()
            // NIO's start with the first connection beside another.
            _ = loops.next(isOnly: false)
            _ = loops.next(isOnly: false)
            let all = [loops.own] + self.shared
            #expect(all.map { loops.number(of: $0) } == Array(all.indices))
            for (number, loop) in all.enumerated() {
                #expect(try await loop.submit { loops.here }.get() == number)
            }
            #expect(loops.here == nil)
            let foreign = try #require(EventLoopThread().eventLoop)
            #expect(loops.number(of: foreign) == 0)
            #expect(try await foreign.submit { loops.here }.get() == nil)
        }

        @Test
        func `where files are few, NIO's threads are not started, and ours serves all`() async throws {
            let files = Mutex((asked: [Int](), left: false))
            let loops = try self.loops { count in
                files.withLock { files in
                    files.asked.append(count)
                    return files.left
                }
            }
            for _ in 0..<4 { #expect(loops.next(isOnly: false) === loops.own) }
            #expect(loops.nextForTasks() === loops.own && loops.nextForTasks() === loops.own)
            let node = try #require(self.shared.last)
            #expect(try await node.submit { loops.next(isOnly: false) === loops.own && loops.here == nil }.get())
            let asked = files.withLock { $0.asked }
            #expect(!asked.isEmpty && asked.allSatisfy { $0 == 3 * System.coreCount })
            // Finding out where a call is made asks for none.
            _ = try await node.submit { loops.here }.get()
            #expect(files.withLock { $0.asked.count } == asked.count)
            files.withLock { $0.left = true }
            let later = (0..<2 * self.shared.count).map { _ in loops.next(isOnly: false) }
            #expect(self.identities(later).count == self.shared.count)
        }

        @Test
        func `without files for an event loop there is none, and a request says so`() async throws {
            let asked = Mutex<[Int]>([])
            let thread = EventLoopThread { count in
                asked.withLock { $0.append(count) }
                return false
            }
            #expect(thread.eventLoop == nil)
            #expect(asked.withLock { $0 } == [3])
            let transport = NIOTransport(NIOTransport.Settings(), clock: nil, loops: { nil })
            let request = HTTPRequest(
                method: "GET", origin: HTTPOrigin(isSecure: false, host: "127.0.0.1", port: 9), headers: [])
            let error = await #expect(throws: TransportFailure.self) {
                try await transport.send(request, timeout: .seconds(1), maximumResponseBytes: 1)
            }
            #expect(error?.kind == .connect && error?.mayHaveBeenSent == false)
            #expect(error?.message.contains("too many files or threads") == true)
        }

        @Test
        func `the event loops of a process are the same for all, and run`() throws {
            let first = try #require(ConnectionLoops.running)
            #expect(ConnectionLoops.running === first)
        }

        @Test(arguments: [
            (left: 3, failure: EMFILE, isEnough: true), (left: 2, failure: EMFILE, isEnough: false),
            (left: 0, failure: ENFILE, isEnough: false), (left: 0, failure: ENOMEM, isEnough: false),
            // Where there is no such file, or it must not be opened, there may be as many others as are wanted.
            (left: 0, failure: ENOENT, isEnough: true), (left: 0, failure: EACCES, isEnough: true),
        ])
        func `a reserve of files is tried, and given back`(left: Int, failure: Int32, isEnough: Bool) {
            var open: Set<Int32> = []
            let has = FileReserve.has(
                3,
                openFile: {
                    guard open.count < left else { return -failure }
                    open.insert(Int32(open.count))
                    return Int32(open.count - 1)
                },
                closeFile: { file in
                    #expect(open.remove(file) != nil)
                    return 0
                })
            #expect(has == isEnough)
            #expect(open.isEmpty)
            #expect(FileReserve.has(1))
        }

        @Test
        func `an event loop of its own thread runs what it is given, and others can wait for it`() async throws {
            let thread = EventLoopThread()
            let loops = await withTaskGroup(of: (any EventLoop)?.self) { group in
                for _ in 0..<8 { group.addTask { thread.eventLoop } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(self.identities(loops.compactMap(\.self)).count == 1)
            let loop = try #require(thread.eventLoop)
            #expect(!loop.inEventLoop)
            #expect(try await loop.submit { loop.inEventLoop }.get())
        }
    }
#endif
