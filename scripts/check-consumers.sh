#!/usr/bin/env bash
# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

# Checks what packages that depend on this one fetch and build, by its traits and products.
#
#   scripts/check-consumers.sh [--resolve-only]
#
# Each consumer is made in a temporary folder. Most are only resolved, which fetches and builds nothing new; two are built:
# the product DynamoDB alone, without SQLite and Hummingbird, and a model with the macro.
#
# SWIFT  the command to build with; "swift" by default
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# consumer NAME "DEPENDENCY ARGUMENTS" PRODUCT: makes a package that uses one product.
consumer() {
    mkdir -p "$work/$1/Sources/Consumer"
    cat >"$work/$1/Package.swift" <<MANIFEST
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package($2)],
    targets: [
        .executableTarget(name: "Consumer", dependencies: [.product(name: "$3", package: "swift-dynamodb")])
    ]
)
MANIFEST
    cat >"$work/$1/Sources/Consumer/main.swift"
}

# fetched NAME: the packages that it fetches, one a line.
fetched() {
    "$swift" package --package-path "$work/$1" resolve >"$work/$1/resolve.log" 2>&1 || {
        cat "$work/$1/resolve.log" >&2
        exit 1
    }
    ls "$work/$1/.build/checkouts" 2>/dev/null | sort
}

# check NAME "what it is" FORBIDDEN...: none of these packages is fetched.
check() {
    local name=$1 what=$2 packages bad=()
    shift 2
    packages=$(fetched "$name")
    for package in "$@"; do
        if grep -qx "$package" <<<"$packages"; then bad+=("$package"); fi
    done
    if ((${#bad[@]})); then
        echo "✘ $what fetches ${bad[*]}"
        failures=$((failures + 1))
    else
        echo "✔ $what: $(wc -l <<<"$packages" | tr -d ' ') packages, without $*"
    fi
}

server="hummingbird async-http-client swift-argument-parser swift-certificates"

# The files as they are, in a repository of a known name: users depend on it by URL or by path.
mkdir "$work/swift-dynamodb"
git ls-files --cached --others --exclude-standard -z | xargs -0 tar cf - 2>/dev/null | tar xf - -C "$work/swift-dynamodb"
git -C "$work/swift-dynamodb" init --quiet --initial-branch check
git -C "$work/swift-dynamodb" add --all
git -C "$work/swift-dynamodb" -c user.name=check -c user.email=check@localhost commit --quiet --message check
remote="url: \"file://$work/swift-dynamodb\", branch: \"check\""
local="path: \"$work/swift-dynamodb\""

consumer default "$remote" DynamoDB <<<'import DynamoDB'
check default "the default traits" $server swift-syntax

consumer server "$remote, traits: [.defaults, \"Server\"]" DynamoDBServer <<<'import DynamoDBServer'
packages=$(fetched server)
grep -qx hummingbird <<<"$packages" || {
    echo "✘ the trait Server does not fetch hummingbird"
    failures=$((failures + 1))
}

consumer embedded "$local, traits: [\"Embedded\"]" DynamoDBEmbedded <<<'import DynamoDBEmbedded'
check embedded "without the trait AWS" $server swift-nio swift-nio-ssl swift-crypto

consumer testing "$local, traits: [\"Embedded\"]" DynamoDBTesting <<<'import DynamoDBTesting'
check testing "the product DynamoDBTesting" $server swift-nio swift-nio-ssl swift-crypto

consumer macros "$remote, traits: [\"Macros\"]" DynamoDBCore <<'CODE'
public import DynamoDBCore

@DynamoDBCodable
public struct Point: Codable {
    public var x: Int
    var label: String?
}

print(try DynamoDBEncoder().encode(Point(x: 1)) == ["x": 1])
CODE
check macros "the trait Macros" $server swift-nio swift-nio-ssl swift-crypto

consumer aws "$local, traits: [\"AWS\"]" DynamoDB <<'CODE'
import DynamoDB

struct Wrapper: ForwardingDatabase {
    let database: any DynamoDBDatabase
}

let database = try RemoteDatabase(endpoint: "http://localhost:8000")
print(DynamoDBTable("users", in: Wrapper(database: database)).name)
CODE
check aws "the product DynamoDB alone" $server swift-nio-http2 swift-http-types

if [ "${1:-}" != --resolve-only ]; then
    echo "building a model with the macro (a few minutes)"
    output=$("$swift" run --package-path "$work/macros" Consumer 2>"$work/macros/build.log") || true
    if [ "$output" = true ]; then
        echo "✔ a model with the macro, from the product DynamoDBCore alone"
    else
        tail -20 "$work/macros/build.log" >&2
        echo "✘ the program with the macro printed: $output"
        failures=$((failures + 1))
    fi
    echo "building the product DynamoDB alone (a few minutes)"
    "$swift" build --package-path "$work/aws" >"$work/aws/build.log" 2>&1 || {
        tail -20 "$work/aws/build.log" >&2
        exit 1
    }
    output=$("$work/aws/.build/debug/Consumer")
    [ "$output" = users ] || {
        echo "✘ the program that was built printed: $output"
        failures=$((failures + 1))
    }
    for module in CDynamoDBSQLite DynamoDBEmbedded Hummingbird AsyncHTTPClient; do
        # SwiftPM makes a folder for every target; only what it compiles has objects in it.
        if [ -n "$(find "$work/aws/.build/debug/$module.build" -name "*.o" -print -quit 2>/dev/null)" ]; then
            echo "✘ the product DynamoDB alone builds $module"
            failures=$((failures + 1))
        fi
    done
    libraries=$(ldd "$work/aws/.build/debug/Consumer" 2>/dev/null || otool -L "$work/aws/.build/debug/Consumer")
    if grep -q sqlite <<<"$libraries"; then
        echo "✘ the product DynamoDB alone links SQLite"
        failures=$((failures + 1))
    fi
    ((failures)) || echo "✔ the product DynamoDB alone builds without SQLite, Hummingbird and async-http-client"
fi

if ((failures)); then exit 1; fi
