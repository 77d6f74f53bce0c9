// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "swift-dynamodb",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "DynamoDBCore", targets: ["DynamoDBCore"]),
        .library(name: "DynamoDBEmbedded", targets: ["DynamoDBEmbedded"]),
        .executable(name: "dynamodb", targets: ["DynamoDBCLI"]),
    ],
    traits: [
        .trait(name: "Embedded", description: "The embedded engine in the `dynamodb` command."),
        .trait(name: "Server", description: "The `dynamodb` command, which fetches swift-argument-parser."),
        .default(enabledTraits: ["Embedded", "Server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        .target(
            name: "DynamoDBCore",
            dependencies: [.product(name: "Logging", package: "swift-log")]
        ),
        .systemLibrary(
            name: "CDynamoDBSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"]), .brew(["sqlite3"])]
        ),
        .target(
            name: "DynamoDBEmbedded",
            dependencies: ["DynamoDBCore", "CDynamoDBSQLite"]
        ),
        .executableTarget(
            name: "DynamoDBCLI",
            dependencies: [
                "DynamoDBCore",
                .target(name: "DynamoDBEmbedded", condition: .when(traits: ["Embedded"])),
                .product(name: "Logging", package: "swift-log"),
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["Server"])),
            ]
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "DynamoDBCoreTests",
            dependencies: ["DynamoDBCore", "TestSupport", .product(name: "Logging", package: "swift-log")],
            exclude: ["Values/Oracle/number_oracle.py"]),
        .executableTarget(name: "CrashingWriter", dependencies: ["DynamoDBEmbedded"], path: "Tests/CrashingWriter"),
        .testTarget(
            name: "DynamoDBEmbeddedTests", dependencies: ["DynamoDBEmbedded", "CrashingWriter", "TestSupport"]),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["DynamoDBEmbedded", "TestSupport", .product(name: "Logging", package: "swift-log")]),
        .testTarget(name: "DynamoDBCLITests", dependencies: ["DynamoDBCLI", "DynamoDBEmbedded"]),
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["DynamoDBEmbedded", .product(name: "Logging", package: "swift-log")]),
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
