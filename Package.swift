// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

/// Who depends on this package gets the server only when asking for it: it fetches Hummingbird, with all that Hummingbird's
/// own products need. A checkout of its own has it, so that `swift run dynamodb` does what it says. SwiftPM reads the
/// manifest of what it fetches at the root of the repository's files first, and then in a folder `checkouts`.
let isDependency = Context.packageDirectory == "/" || Context.packageDirectory.contains("/checkouts/")

/// Apple's SDKs have SQLite and zlib. What pkg-config finds on a Mac are other builds of them, for that Mac alone.
func pkgConfig(_ name: String) -> String? {
    #if os(macOS)
        nil
    #else
        name
    #endif
}

let package = Package(
    name: "swift-dynamodb",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "DynamoDBCore", targets: ["DynamoDBCore"]),
        .library(name: "DynamoDB", targets: ["DynamoDB"]),
        .library(name: "DynamoDBEmbedded", targets: ["DynamoDBEmbedded"]),
        .library(name: "DynamoDBServer", targets: ["DynamoDBServer"]),
        .library(name: "DynamoDBTesting", targets: ["DynamoDBTesting"]),
        .executable(name: "dynamodb", targets: ["DynamoDBCLI"]),
    ],
    traits: [
        .trait(name: "AWS", description: "Amazon DynamoDB over HTTP, which fetches SwiftNIO and swift-crypto."),
        .trait(
            name: "AsyncHTTPClient",
            description: "An adapter that sends requests through async-http-client, for proxies or a shared client."),
        .trait(name: "Embedded", description: "The embedded engine in the `dynamodb` command."),
        .trait(name: "Macros", description: "The macro `@DynamoDBCodable`, which fetches SwiftSyntax."),
        .trait(
            name: "Server",
            description: "The server and the `dynamodb` command, which fetch Hummingbird and swift-argument-parser."),
        .default(enabledTraits: isDependency ? ["AWS", "Embedded"] : ["AWS", "Embedded", "Macros", "Server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.92.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.29.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.0.0", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.25.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/swiftlang/swift-syntax", "600.0.0"..<"700.0.0"),
    ],
    targets: [
        .target(name: "CDynamoDBChecksum"),
        .target(
            name: "DynamoDBCore",
            dependencies: [
                "CDynamoDBChecksum",
                .product(name: "Logging", package: "swift-log"),
                .target(name: "DynamoDBMacros", condition: .when(traits: ["Macros"])),
            ]
        ),
        .macro(
            name: "DynamoDBMacros",
            dependencies: [
                "SwiftCompilerPlugin", "SwiftDiagnostics", "SwiftParser", "SwiftSyntax", "SwiftSyntaxBuilder",
                "SwiftSyntaxMacros",
            ]
            .map { .product(name: $0, package: "swift-syntax", condition: .when(traits: ["Macros"])) }
        ),
        .target(
            name: "DynamoDB",
            dependencies: [
                "DynamoDBCore",
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["AWS"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["AsyncHTTPClient"])),
                .product(name: "NIOTLS", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["AWS"])),
                .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["AWS"])),
                .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["AWS"])),
                .product(name: "Tracing", package: "swift-distributed-tracing", condition: .when(traits: ["AWS"])),
                .product(name: "Configuration", package: "swift-configuration", condition: .when(traits: ["AWS"])),
                .product(
                    name: "AsyncHTTPClient", package: "async-http-client",
                    condition: .when(traits: ["AsyncHTTPClient"])),
            ]
        ),
        .systemLibrary(
            name: "CDynamoDBSQLite",
            pkgConfig: pkgConfig("sqlite3"),
            providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"])]
        ),
        .target(
            name: "DynamoDBEmbedded",
            dependencies: ["DynamoDBCore", "CDynamoDBSQLite"]
        ),
        .systemLibrary(
            name: "CDynamoDBZlib",
            pkgConfig: pkgConfig("zlib"),
            providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]
        ),
        .target(
            name: "DynamoDBServer",
            dependencies: [
                "DynamoDBCore",
                .target(name: "CDynamoDBZlib", condition: .when(traits: ["Server"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Server"])),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Server"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["Server"])),
            ]
        ),
        .target(name: "DynamoDBTesting", dependencies: ["DynamoDBCore", "DynamoDBEmbedded"]),
        .executableTarget(
            name: "DynamoDBCLI",
            dependencies: [
                "DynamoDBCore",
                .target(name: "DynamoDBServer", condition: .when(traits: ["Server"])),
                .target(name: "DynamoDB", condition: .when(traits: ["AWS"])),
                .target(name: "DynamoDBEmbedded", condition: .when(traits: ["Embedded"])),
                .product(name: "Logging", package: "swift-log"),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["Server"])),
                .product(
                    name: "UnixSignals", package: "swift-service-lifecycle", condition: .when(traits: ["Server"])),
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["Server"])),
            ]
        ),
        .target(
            name: "TestSupport", dependencies: [.product(name: "Logging", package: "swift-log")],
            path: "Tests/TestSupport"),
        .target(
            name: "RemoteTestSupport", dependencies: ["DynamoDB", "DynamoDBServer", "TestSupport"],
            path: "Tests/RemoteTestSupport",
            exclude: ["moto_server.py"]),
        .executableTarget(name: "CrashingWriter", dependencies: ["DynamoDBEmbedded"], path: "Tests/CrashingWriter"),
        .testTarget(
            name: "DynamoDBCoreTests",
            dependencies: ["DynamoDBCore", "TestSupport", .product(name: "Logging", package: "swift-log")],
            exclude: ["Values/Oracle/number_oracle.py", "Wire/Peer/botocore_messages.py"]),
        .testTarget(
            name: "DynamoDBTests",
            dependencies: [
                "DynamoDB", "DynamoDBEmbedded", "RemoteTestSupport", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["AWS"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["AWS"])),
                .product(name: "Configuration", package: "swift-configuration", condition: .when(traits: ["AWS"])),
                .product(name: "MetricsTestKit", package: "swift-metrics", condition: .when(traits: ["AWS"])),
                .product(name: "Tracing", package: "swift-distributed-tracing", condition: .when(traits: ["AWS"])),
                .product(
                    name: "InMemoryTracing", package: "swift-distributed-tracing", condition: .when(traits: ["AWS"])),
                .product(
                    name: "AsyncHTTPClient", package: "async-http-client",
                    condition: .when(traits: ["AsyncHTTPClient"])),
            ],
            exclude: ["Endpoints/resolve_endpoints.py", "Signing/sign_requests.py"]),
        .testTarget(
            name: "DynamoDBEmbeddedTests", dependencies: ["DynamoDBEmbedded", "CrashingWriter", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(name: "DynamoDBTestingTests", dependencies: ["DynamoDBTesting"]),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "DynamoDBEmbedded", "DynamoDBServer", "RemoteTestSupport", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Wire/Data"]),
        .testTarget(
            name: "DynamoDBServerTests",
            dependencies: [
                "DynamoDB", "DynamoDBServer", "DynamoDBEmbedded", "RemoteTestSupport", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: .when(traits: ["Server"])),
            ],
            exclude: ["Clients/Programs"]),
        .testTarget(
            name: "DynamoDBCLITests", dependencies: ["DynamoDBCLI", "DynamoDBEmbedded", "TestSupport"],
            exclude: ["Serve/serve_command.py"]),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "DynamoDB", "DynamoDBEmbedded", "DynamoDBServer", "DynamoDBTesting",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Configuration", package: "swift-configuration", condition: .when(traits: ["AWS"])),
                .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["AWS"])),
                .product(name: "Tracing", package: "swift-distributed-tracing", condition: .when(traits: ["AWS"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["Server"])),
                .product(
                    name: "UnixSignals", package: "swift-service-lifecycle", condition: .when(traits: ["Server"])),
            ]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}

// The examples are a package of their own. Here they are targets of the tests, sources and all, so that `make test` builds
// them without building their dependencies again, and with no more access than users have. Packages that depend on this
// one never see targets of tests.
let hummingbird = Target.Dependency.product(
    name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Server"]))
let examples = [("AgentRegistry", []), ("SessionStore", []), ("Shop", []), ("Notes", [hummingbird])]
for (example, dependencies) in examples {
    package.targets += [
        .testTarget(
            name: example, dependencies: ["DynamoDBCore"] + dependencies, path: "Examples/Sources/\(example)",
            packageAccess: false),
        .testTarget(
            name: "\(example)Tests", dependencies: [.target(name: example), "DynamoDBEmbedded"] + dependencies,
            path: "Examples/Tests/\(example)Tests", packageAccess: false),
    ]
}
