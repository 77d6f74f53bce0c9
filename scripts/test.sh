#!/usr/bin/env bash
# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

# Builds everything once, refuses warnings in our own code, and runs every test.
#
#   scripts/test.sh [arguments of swift test, such as --filter Paging]
#
# SWIFT        the command to build with; "swift" by default
# SWIFT_FLAGS  flags of the build; the Makefile gives the same ones to every build, so that none is done twice
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
read -r -a flags <<<"${SWIFT_FLAGS:-}"
mkdir -p .build
# The tests run at the same time and have some hundreds of files open; a shell on macOS allows 256.
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 4096 ] || ulimit -S -n 4096 2>/dev/null || true
log=.build/build.log

echo "building (the first time takes a few minutes)"
"$swift" build --build-tests ${flags[@]+"${flags[@]}"} 2>&1 | tee "$log"

# Only our own files count: SwiftPM keeps silent about those of dependencies, but not about those under .build.
warnings() {
    grep -E "^$PWD/(Sources|Tests|Examples)/[^:]+:[0-9]+:[0-9]+: warning: " "$log" | sort -u
}

# How long an expression takes depends on what else the machine does, and the first macro of a file includes the start of
# the macro's process. What is far above the limit is a fault; what is near it is only told.
without_small_excess() {
    while IFS= read -r warning; do
        if [[ $warning =~ \ took\ ([0-9]+)ms\ to\ type-check ]] && ((BASH_REMATCH[1] < 1000)); then
            echo "slow to type-check: $warning" >&2
            continue
        fi
        echo "$warning"
    done
}

ours=$(warnings | without_small_excess || true)
if [ -n "$ours" ]; then
    echo "the build has warnings in our own code:" >&2
    echo "$ours" >&2
    # A file that is not compiled again keeps its warnings to itself, so make sure the next run sees them too.
    echo "$ours" | cut -d: -f1 | sort -u | xargs touch
    exit 1
fi

# Without the line that each test writes when it starts, the results fit a screen again.
results=.build/test.log
"$swift" test --skip-build --disable-xctest ${flags[@]+"${flags[@]}"} "$@" 2>&1 | sed '/^◇ /d' | tee "$results"

# The runner's own last line has other forms where there are known issues; this one is always the same.
sed -n 's/.*Test run with \([0-9][0-9]*\) tests\{0,1\} .*passed after.*/\1 passed, 0 failed/p' "$results"
