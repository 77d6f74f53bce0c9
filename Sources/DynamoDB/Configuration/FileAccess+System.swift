// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension FileAccess {
    /// The file system of this machine.
    package static let system = Self(
        read: { path throws(FileFailure) in try SystemFiles.contents(path) },
        replace: { path, bytes throws(FileFailure) in try SystemFiles.replace(path, bytes) })
}

/// The system's calls. A type of its own, as `read` means something else in ``FileAccess``.
private enum SystemFiles {
    /// Settings, tokens and credentials are far smaller; something else at their place must not fill the memory.
    private static let maximumBytes = 16 << 20

    static func contents(_ path: String) throws(FileFailure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Self.lastFailure()
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw Self.lastFailure() }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk.prefix(count))
            guard bytes.count <= Self.maximumBytes else { throw FileFailure(reason: "It is too large.") }
        }
    }

    /// Writes a new file beside the old one and puts it in its place, so that no reader sees half of it.
    static func replace(_ path: String, _ bytes: [UInt8]) throws(FileFailure) {
        let temporary = "\(path).\(UInt64.random(in: 0 ... .max)).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.lastFailure() }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let failure = Self.lastFailure()
                close(file)
                unlink(temporary)
                throw failure
            }
            rest = rest.dropFirst(count)
        }
        close(file)
        guard rename(temporary, path) == 0 else {
            let failure = Self.lastFailure()
            unlink(temporary)
            throw failure
        }
    }

    private static func lastFailure() -> FileFailure {
        FileFailure(reason: String(cString: strerror(errno)))
    }
}
