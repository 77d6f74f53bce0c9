#!/bin/sh
# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

# Makes sure that everything the package needs beside Swift is on this machine.
#
#   scripts/setup.sh         what building needs: Swift 6.2, the headers of SQLite and zlib
#   scripts/setup.sh test    the same, and what the tests need: Python 3.10 with the packages of Tests/requirements.txt
#   scripts/setup.sh bench   the same as the first, and python3
#
# Safe to repeat; does nothing, quickly, when nothing is missing.
set -eu

fail() {
    echo "setup: $*" >&2
    exit 1
}

# Asks the compiler, which knows the search path of this system better than a list of directories would.
has_header() {
    for compiler in clang cc gcc; do
        command -v "$compiler" >/dev/null 2>&1 || continue
        echo "#include <$1>" | "$compiler" -E -x c - >/dev/null 2>&1 && return 0
    done
    [ -f "/usr/include/$1" ]
}

# The name of the package in the tongue of this system's package manager.
package_for() {
    case "$1:$2" in
        apt-get:sqlite) echo libsqlite3-dev ;;
        dnf:sqlite | yum:sqlite) echo sqlite-devel ;;
        apk:sqlite) echo sqlite-dev ;;
        apt-get:zlib) echo zlib1g-dev ;;
        dnf:zlib | yum:zlib) echo zlib-devel ;;
        apk:zlib) echo zlib-dev ;;
        *) echo "$2" ;;
    esac
}

package_manager() {
    for manager in apt-get dnf yum apk brew; do
        if command -v "$manager" >/dev/null 2>&1; then
            echo "$manager"
            return 0
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@"
    else
        # Nobody is there to type a password.
        sudo -n "$@"
    fi
}

install_with() {
    case "$1" in
        apt-get)
            as_root apt-get update -qq &&
                as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"
            ;;
        dnf | yum) as_root "$1" install -y -q "$2" ;;
        apk) as_root apk add --quiet "$2" ;;
        brew) brew install --quiet "$2" ;;
    esac
}

# need WHAT NAME: installs the package for NAME, or says what to do in one line.
need() {
    manager=$(package_manager) || fail "$1 is missing and no package manager was found; please install it by hand"
    package=$(package_for "$manager" "$2")
    echo "setup: $1 is missing; installing $package with $manager" >&2
    # The package manager's own chatter is no result of this script.
    install_with "$manager" "$package" >&2 ||
        fail "$1 is missing and could not be installed; please run: $manager install $package"
}

command -v "${SWIFT:-swift}" >/dev/null 2>&1 ||
    fail "Swift 6.2 or newer is missing; see https://www.swift.org/install"
version=$("${SWIFT:-swift}" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
case "$version" in
    [0-5]\ * | "6 0" | "6 1") fail "Swift 6.2 or newer is needed; this is $(echo "$version" | tr ' ' '.')" ;;
esac

# need_header HEADER NAME: installs the package for NAME unless the compiler finds the header.
need_header() {
    has_header "$1" && return 0
    need "the C header $1" "$2"
    has_header "$1" || fail "$1 is still not found; please check the C compiler's search path"
}

# Apple's SDKs bring both with them.
if [ "$(uname)" != Darwin ]; then
    need_header sqlite3.h sqlite
    need_header zlib.h zlib
fi

[ -n "${1:-}" ] || exit 0

command -v python3 >/dev/null 2>&1 || need python3 python3
[ "$1" = test ] || exit 0
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "the tests need Python 3.10 or newer (Xcode's is older); please install it, and put it first in PATH"

# The tests' peers live in an environment of their own; its list of packages tells whether it is up to date. Its interpreter is a
# link, which leads nowhere once that Python is gone, or to another version, which does not look where the packages are.
root=$(cd "$(dirname "$0")/.." && pwd)
if ! cmp -s "$root/Tests/requirements.txt" "$root/.venv/requirements.txt" ||
    ! "$root/.venv/bin/python3" -c 'import pip' >/dev/null 2>&1; then
    echo "setup: installing the tests' Python packages into .venv" >&2
    rm -rf "$root/.venv"
    python3 -m venv "$root/.venv" 2>/dev/null || {
        need "Python's venv" python3-venv
        python3 -m venv "$root/.venv" || fail "python3 cannot make a virtual environment; please install python3-venv"
    }
    "$root/.venv/bin/python3" -m pip install --quiet --disable-pip-version-check -r "$root/Tests/requirements.txt" >&2 ||
        fail "the packages of Tests/requirements.txt could not be installed; is the package index reachable?"
    cp "$root/Tests/requirements.txt" "$root/.venv/requirements.txt"
fi
