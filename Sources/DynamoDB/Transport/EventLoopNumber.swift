// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import NIOPosix

    /// The event loops of the process, numbered from 0.
    enum EventLoopNumber {
        private static let numbers: [ObjectIdentifier: Int] = {
            let loops = MultiThreadedEventLoopGroup.singleton.makeIterator()
            return Dictionary(uniqueKeysWithValues: loops.enumerated().map { (ObjectIdentifier($1), $0) })
        }()

        /// The number of an event loop; 0 for those that are none of the process's own.
        static func number(of eventLoop: any EventLoop) -> Int { self.numbers[ObjectIdentifier(eventLoop)] ?? 0 }

        /// The number of the event loop that runs the caller, if one does.
        static var here: Int? {
            MultiThreadedEventLoopGroup.currentEventLoop.flatMap { self.numbers[ObjectIdentifier($0)] }
        }
    }
#endif
