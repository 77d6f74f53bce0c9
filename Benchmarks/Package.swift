// swift-tools-version: 6.2
import PackageDescription

let client = Target.Dependency.product(name: "DynamoDB", package: "swift-dynamodb")
let engine = Target.Dependency.product(name: "DynamoDBEmbedded", package: "swift-dynamodb")
let router = Target.Dependency.product(name: "DynamoDBServer", package: "swift-dynamodb")

// The programs that `make bench` runs. They see of the libraries what every user sees.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-dynamodb", path: "..", traits: ["AWS", "Embedded", "Macros"]),
        .package(url: "https://github.com/apple/swift-nio", from: "2.92.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.25.0"),
    ],
    targets: [
        .target(name: "BenchmarkSupport", dependencies: [.product(name: "DynamoDBCore", package: "swift-dynamodb")]),
        .executableTarget(
            name: "ClientBenchmark",
            dependencies: [
                "BenchmarkSupport", client,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        .executableTarget(name: "StartBenchmark", dependencies: ["BenchmarkSupport", client]),
        .executableTarget(name: "CodingBenchmark", dependencies: ["BenchmarkSupport", client]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .executableTarget(name: "EngineBenchmark", dependencies: ["BenchmarkSupport", "CSQLite", engine, router]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
