// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Compression of bodies, as the headers of a request say.
enum ContentCoding {
    /// Shorter answers are not worth it.
    static let threshold = 4096

    /// The content of a request's body.
    ///
    /// - Parameter share: Counts what the content takes beside the body that came.
    /// - Throws: A response with status 400 if the body is not coded as its header says, or in a way that is not known,
    ///   with status 413 if the content is too long, and with status 503 if there is no room for it.
    static func content(
        of request: RequestRouter.Request, counting share: inout ByteBudget.Share
    ) throws(RequestRouter.Refusal) -> [UInt8] {
        guard let coding = request.header("content-encoding"), !coding.isEmpty,
            !coding.isEqualIgnoringCase(to: "identity")
        else { return request.body }
        #if Server
            if coding.isEqualIgnoringCase(to: "gzip") {
                do throws(Gzip.Failure) {
                    return try Gzip.inflate(request.body, limit: RequestRouter.maximumBodySize) { share.take($0) }
                } catch {
                    switch error {
                    case .tooLong: throw .tooLong
                    case .noRoom: throw .busy
                    case .damaged: throw .wronglyCoded("The body is no gzip, which its Content-Encoding says it is.")
                    }
                }
            }
        #endif
        throw .wronglyCoded("The Content-Encoding of the body is not supported.")
    }

    /// Compresses an answer if the request accepts that.
    static func encode(_ response: inout RequestRouter.Response, for request: RequestRouter.Request) {
        #if Server
            guard response.body.count >= self.threshold, self.acceptsGzip(request),
                let compressed = Gzip.deflate(response.body)
            else { return }
            response.body = compressed
            response.headers.append(("Content-Encoding", "gzip"))
        #endif
    }

    /// Whether `gzip` is among the codings of `Accept-Encoding`, and not with the weight 0, which means "not at all".
    private static func acceptsGzip(_ request: RequestRouter.Request) -> Bool {
        let codings = request.header("accept-encoding")?.split(separator: ",") ?? []
        return codings.contains { coding in
            let parts = coding.split(separator: ";").map { String($0.filter { $0 != " " && $0 != "\t" }) }
            guard let name = parts.first, name.isEqualIgnoringCase(to: "gzip") else { return false }
            let weights = parts.dropFirst().filter { $0.lowercased().hasPrefix("q=") }.map { Double($0.dropFirst(2)) }
            return weights.allSatisfy { ($0 ?? 0) > 0 }
        }
    }
}
