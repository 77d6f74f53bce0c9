// swift-tools-version: 6.2
import PackageDescription

let core = Target.Dependency.product(name: "DynamoDBCore", package: "swift-dynamodb")
let embedded = Target.Dependency.product(name: "DynamoDBEmbedded", package: "swift-dynamodb")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "Examples",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-dynamodb", path: "..", traits: ["Embedded"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
    ],
    // The libraries know nothing of the database but that it speaks DynamoDB; tests and programs choose one.
    targets: [
        .target(name: "AgentRegistry", dependencies: [core]),
        .testTarget(name: "AgentRegistryTests", dependencies: ["AgentRegistry", embedded]),
        .target(name: "SessionStore", dependencies: [core]),
        .testTarget(name: "SessionStoreTests", dependencies: ["SessionStore", embedded]),
        .target(name: "Shop", dependencies: [core]),
        .testTarget(name: "ShopTests", dependencies: ["Shop", embedded]),
        .target(name: "Notes", dependencies: [core, hummingbird]),
        .testTarget(name: "NotesTests", dependencies: ["Notes", embedded, hummingbird]),
        .executableTarget(name: "NotesServer", dependencies: ["Notes", embedded, hummingbird]),
    ]
)
