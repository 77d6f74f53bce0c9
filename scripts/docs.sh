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

out=.build/docs
rm -rf "$out"
mkdir -p "$out"
"$swift" package --scratch-path .build/docs-build dump-symbol-graph --minimum-access-level public \
    --skip-synthesized-members >"$out/symbols.log" 2>&1 || {
    cat "$out/symbols.log" >&2
    exit 1
}
graphs=$(dirname "$(find .build/docs-build -name 'DynamoDBCore.symbols.json' | head -n 1)")

archives=()
for module in DynamoDBCore DynamoDBEmbedded; do
    mkdir -p "$out/$module.graphs"
    cp "$graphs/$module.symbols.json" "$out/$module.graphs/"
    cp "$graphs/$module@"*.symbols.json "$out/$module.graphs/" 2>/dev/null || true
    catalog=Sources/$module/$module.docc
    "$docc" convert $([ -d "$catalog" ] && echo "$catalog") \
        --additional-symbol-graph-dir "$out/$module.graphs" \
        --fallback-display-name "$module" --fallback-bundle-identifier "$module" \
        --warnings-as-errors --enable-experimental-external-link-support \
        ${archives[@]+--dependency "${archives[@]}"} \
        --output-path "$out/$module.doccarchive"
    archives+=("$out/$module.doccarchive")
done
"$docc" merge "${archives[@]}" --output-path "$out/swift-dynamodb.doccarchive"
rm -rf "$out"/*.graphs
echo "written: $out/swift-dynamodb.doccarchive (docc preview, or any web server, shows it)"
