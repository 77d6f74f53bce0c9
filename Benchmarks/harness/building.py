# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Builds what is measured, and installs what it is measured beside. Says in one line what cannot be had."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import bodies, places

SWIFT = os.environ.get("SWIFT", "swift")
GO_SOURCES = Path("/usr/share/gocode")
GO_SDK = GO_SOURCES / "src/github.com/aws/aws-sdk-go-v2"
GO_PACKAGES = ["golang", "golang-github-aws-aws-sdk-go-v2-dev"]


class Missing(Exception):
    """Something cannot be had; the text is the line that says so."""


def say(text):
    print(f"bench: {text}", flush=True)


def run(command, what, **options):
    """Runs a command whose own chatter is shown only if it fails."""
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    except OSError as error:
        raise Missing(f"{what}: {error}") from error
    if result.returncode:
        lines = [line for line in result.stdout.splitlines() if line.strip()]
        raise Missing(f"{what}: {lines[-1].strip() if lines else 'it failed'}")
    return result.stdout


def build_programs(groups):
    """Builds the Swift programs that the groups need, for release; a failure ends the run, with the compiler's words."""
    needed = {
        "client": ["ClientBenchmark"], "server": ["ClientBenchmark"], "coding": ["CodingBenchmark"],
        "engine": ["EngineBenchmark"], "start": ["StartBenchmark"],
    }
    for product in sorted({product for group in groups for product in needed.get(group, [])}):
        say(f"building {product} for release")
        command = [SWIFT, "build", "--package-path", str(places.BENCHMARKS), "-c", "release", "--product", product]
        show_if_failed(command)
    if "server" in groups:
        say("building dynamodb for release")
        show_if_failed([SWIFT, "build", "-c", "release", "--product", "dynamodb"])


def show_if_failed(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=places.ROOT)
    if result.returncode:
        sys.exit(result.stdout + f"bench: failed: {' '.join(command)}")


def program(name):
    return places.BENCHMARKS / ".build" / "release" / name


def command_line_tool():
    return places.ROOT / ".build" / "release" / "dynamodb"


def make_canned_server():
    bodies.write()
    source = places.BENCHMARKS / "canned" / "server.c"
    if sys.platform != "linux":
        raise Missing("the canned server needs epoll, so clients are measured on Linux only")
    if is_newer(places.CANNED_SERVER, source):
        return
    compiler = next((name for name in ("cc", "clang", "gcc") if shutil.which(name)), None)
    if not compiler:
        raise Missing("there is no C compiler for the canned server, so clients are not measured")
    places.CANNED_SERVER.parent.mkdir(parents=True, exist_ok=True)
    run([compiler, "-O2", "-o", str(places.CANNED_SERVER), str(source)], "the canned server could not be built")


def is_newer(file, *sources):
    return file.exists() and all(file.stat().st_mtime >= source.stat().st_mtime for source in sources)


def python_environment(name):
    """The interpreter of an environment with the packages of peers/NAME.txt, made if it is not there or out of date."""
    wanted = places.PEERS / f"{name}.txt"
    folder = places.WORK / name
    python = folder / "bin" / "python"
    stamp = folder / "installed.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted.read_text(encoding="utf-8"):
        return python
    say(f"installing the packages of peers/{wanted.name}")
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(folder)], "python3 cannot make an environment (install python3-venv)")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)]
    run([str(python), *install], f"the packages of peers/{wanted.name} cannot be installed")
    shutil.copy(wanted, stamp)
    return python


def package_version(python, package):
    program = f"import importlib.metadata as m; print(m.version({package!r}))"
    return run([str(python), "-c", program], f"{package} is not installed").strip()


def go_client(is_static=False):
    """The program of the Go SDK, built with Debian's packages, which are installed if that is possible without asking.

    `is_static`: with nothing of the C library, of which Go uses the names of machines and users where it can."""
    source = places.PEERS / "go" / "main.go"
    program = places.GO_CLIENT.with_name("client-static") if is_static else places.GO_CLIENT
    if is_newer(program, source):
        return program
    if not (shutil.which("go") and GO_SDK.is_dir()):
        install_debian_packages(GO_PACKAGES)
    say("building the program of the Go SDK")
    # Without modules: the sources are where Debian's packages put them, and nothing is fetched.
    folder = places.WORK / "go"
    environment = {
        **os.environ, "GO111MODULE": "off", "GOPATH": str(GO_SOURCES), "GOCACHE": str(folder / "cache"), "GOFLAGS": "",
    }
    if is_static:
        environment["CGO_ENABLED"] = "0"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["go", "build", "-ldflags", "-s -w", "-o", str(program), "."]
    run(command, "the program of the Go SDK cannot be built", cwd=source.parent, env=environment)
    return program


def install_debian_packages(packages):
    what = f"the Go SDK needs Debian's packages {' and '.join(packages)}"
    if not shutil.which("apt-get"):
        raise Missing(what)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and subprocess.run([*prefix, "true"], capture_output=True).returncode:
        raise Missing(f"{what}; please install them")
    say(f"installing {' and '.join(packages)}")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run([*prefix, "apt-get", "update", "-qq"], what)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    run([*prefix, *environment, *install], what)


def go_version():
    """The version of the SDK that the program was built with."""
    file = GO_SDK / "aws" / "go_module_metadata.go"
    try:
        line = next(line for line in file.read_text(encoding="utf-8").splitlines() if "goModuleVersion =" in line)
        return line.split('"')[1]
    except (OSError, StopIteration, IndexError):
        return "of Debian"
