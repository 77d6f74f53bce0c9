#!/usr/bin/env bash
# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

# Writes the documentation as a web site to .build/docs. Fails on a link to a symbol that does not exist.
#
# The toolchain brings DocC, so the package needs no plug-in that its users would have to fetch.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
docc=${DOCC:-$(dirname "$(command -v swift)")/docc}
[ -x "$docc" ] || docc=$(xcrun --find docc 2>/dev/null || command -v docc || true)
[ -n "$docc" ] || {
    echo "docs: no docc beside swift; set DOCC to its path" >&2
    exit 1
}

read -r -a flags <<<"${SWIFT_FLAGS:-}"
build=.build/docs-build
out=.build/docs
rm -rf "$out" "$build"
mkdir -p "$out" "$build"

# With the flags of every other build, so that nothing is compiled again. It writes the symbols of all targets; what stands
# in a module and extends another one, too.
"$swift" package ${flags[@]+"${flags[@]}"} dump-symbol-graph --minimum-access-level public --skip-synthesized-members \
    --emit-extension-block-symbols
graphs=$(dirname "$("$swift" build ${flags[@]+"${flags[@]}"} --show-bin-path)")/symbolgraph

# Modules re-export the core, so their comments name its types as their own. For DocC these are another module's.
links=$(grep -o '"pathComponents":\["[A-Za-z]*"\]' "$graphs/DynamoDBCore.symbols.json" | cut -d'"' -f4 | sort -u |
    while read -r name; do
        printf 's#``%s\\([^`A-Za-z][^`]*\\)\\{0,1\\}``#``/DynamoDBCore/%s\\1``#g\n' "$name" "$name"
    done)

archives=()
known=()
for module in DynamoDBCore DynamoDBEmbedded DynamoDB DynamoDBServer DynamoDBTesting; do
    symbols=$build/$module.symbols
    rm -rf "$symbols"
    mkdir -p "$symbols"
    for graph in "$graphs/$module.symbols.json" "$graphs/$module@DynamoDB"*.symbols.json; do
        [ -f "$graph" ] || continue
        if [ "$module" = DynamoDBCore ]; then cp "$graph" "$symbols/"; else sed "$links" "$graph" >"$symbols/${graph##*/}"; fi
    done
    catalog=()
    [ ! -d "Sources/$module/$module.docc" ] || catalog=("Sources/$module/$module.docc")
    "$docc" convert ${catalog[@]+"${catalog[@]}"} \
        --additional-symbol-graph-dir "$symbols" \
        --fallback-display-name "$module" --fallback-bundle-identifier "$module" \
        --warnings-as-errors --enable-experimental-external-link-support ${known[@]+"${known[@]}"} \
        --output-path "$out/$module.doccarchive"
    archives+=("$out/$module.doccarchive")
    known+=(--dependency "$out/$module.doccarchive")
done
"$docc" merge "${archives[@]}" --synthesized-landing-page-name swift-dynamodb \
    --output-path "$out/swift-dynamodb.doccarchive"
rm -rf "${archives[@]}"
echo "written: $out/swift-dynamodb.doccarchive (any web server shows it)"
