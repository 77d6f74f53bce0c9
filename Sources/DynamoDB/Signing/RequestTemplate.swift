// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What all requests of one operation to one place have in common, as they send it and as they sign it.
    ///
    /// It knows the headers of ``CallSigner`` and no others. Each part is followed by something that differs.
    struct RequestTemplate: Sendable {
        /// The lines up to the value of the first header that differs, `amz-sdk-invocation-id`.
        let lines: [UInt8]
        /// The canonical request up to that value.
        let canonicalStart: [UInt8]
        /// The canonical request between `amz-sdk-request` and the value of the date.
        let canonicalMiddle: [UInt8]
        /// The last signed header, and the line break that ends the headers.
        let canonicalEnd: [UInt8]

        /// - Returns: `nil` if a value has bytes that a canonical request has in another form, or that no header may have.
        init?(operation: OperationName, target: CallTarget, userAgent: String) {
            let host = target.origin.hostHeader
            guard host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), HTTPBytes.isValue(userAgent.utf8) else {
                return nil
            }
            let type = CallSigner.contentType
            self.lines = Array(
                """
                Host: \(host)\r
                Content-Type: \(type)\r
                X-Amz-Target: \(operation.target)\r
                Accept-Encoding: identity\r
                User-Agent: \(userAgent)\r
                amz-sdk-invocation-id: \

                """.utf8)
            var start = Array("POST\n".utf8)
            CanonicalRequest.appendTarget(target.path, to: &start)
            self.canonicalStart = start + Array("accept-encoding:identity\namz-sdk-invocation-id:".utf8)
            self.canonicalMiddle = Array("\ncontent-type:\(type)\nhost:\(host)\nx-amz-date:".utf8)
            self.canonicalEnd = Array("x-amz-target:\(operation.target)\n\n".utf8)
        }
    }
#endif
