// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Foundation
    import NIOSSL

    /// Certificates that sign themselves, made for these tests alone; valid until 2120.
    struct TestCertificate {
        /// For localhost, 127.0.0.1 and ::1.
        static let loopback = Self(
            certificate: """
                -----BEGIN CERTIFICATE-----
                MIIBbjCCARSgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNzd2lmdC1k
                eW5hbW9kYiB0ZXN0MCAXDTAwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
                MRwwGgYDVQQDDBNzd2lmdC1keW5hbW9kYiB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZI
                zj0DAQcDQgAEdLYbTcQavI4QerjNilj6if7tcb0EGqJgQmVPSZ9dZIeX1xsBGbqg
                u/fLsUs3ojRxr14Z2+kPWYI20CZMnfzUwKNBMD8wDwYDVR0TAQH/BAUwAwEB/zAs
                BgNVHREEJTAjgglsb2NhbGhvc3SHBH8AAAGHEAAAAAAAAAAAAAAAAAAAAAEwCgYI
                KoZIzj0EAwIDSAAwRQIhAL+h72K9kqI++hpCyTNhhxtueC5QoO6vOSHocDrHKvDA
                AiBxgdf/38JwYjrhEa8JCOiow+KcVbWcCQ6bhjhavRvEjA==
                -----END CERTIFICATE-----
                """,
            key: """
                -----BEGIN PRIVATE KEY-----
                MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgayTJfBpy5SUi00UD
                80+b/WLQdn1V1q5jbfiYJASx39uhRANCAAR0thtNxBq8jhB6uM2KWPqJ/u1xvQQa
                omBCZU9Jn11kh5fXGwEZuqC798uxSzeiNHGvXhnb6Q9ZgjbQJkyd/NTA
                -----END PRIVATE KEY-----
                """)
        /// For a name that is not ours.
        static let elsewhere = Self(
            certificate: """
                -----BEGIN CERTIFICATE-----
                MIIBWzCCAQGgAwIBAgIBAjAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNzd2lmdC1k
                eW5hbW9kYiB0ZXN0MCAXDTAwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
                MRwwGgYDVQQDDBNzd2lmdC1keW5hbW9kYiB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZI
                zj0DAQcDQgAEE/1Ryvq60EF8qeVbgzfln+20Q35VGP8sanTugcor8XpFU+5ajI1U
                3BJU9QLElCZSJ2wAfF1/uAg4YX3OR/ROJqMuMCwwDwYDVR0TAQH/BAUwAwEB/zAZ
                BgNVHREEEjAQgg5lbHNld2hlcmUudGVzdDAKBggqhkjOPQQDAgNIADBFAiBFltIP
                c8OzQ4D1C1qryJoXRWRpo/4Z9MsCJQ+YoYPLQQIhAMJ6NebHwIRCiN9vaS6jcCHR
                fAXiANXPl1eDJ15eoue8
                -----END CERTIFICATE-----
                """,
            key: """
                -----BEGIN PRIVATE KEY-----
                MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkfNpRtu54dngysIR
                EEy2AQhVXZrIadSSCHdZAruH3BGhRANCAAQT/VHK+rrQQXyp5VuDN+Wf7bRDflUY
                /yxqdO6ByivxekVT7lqMjVTcElT1AsSUJlInbAB8XX+4CDhhfc5H9E4m
                -----END PRIVATE KEY-----
                """)

        private let certificate: String
        private let key: String

        /// What a server with this certificate needs.
        func serverContext() throws -> NIOSSLContext {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(self.certificate.utf8)).map {
                    .certificate($0)
                },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(self.key.utf8), format: .pem)))
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        }

        /// Runs `body` with the path of a PEM file that holds the certificate.
        func withFile<Success>(_ body: (String) async throws -> Success) async throws -> Success {
            let path = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString).pem")
            try Data(self.certificate.utf8).write(to: path)
            defer { try? FileManager.default.removeItem(at: path) }
            return try await body(path.path())
        }
    }
#endif
