# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Measures what a program costs before it has done anything: its start, its memory, its size, its build and what it fetches."""

import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from . import building, places
from .building import say
from .canned import CannedServer
from .programs import Program
from .servers import program_megabytes

GROUP = "start"
BUILD_GROUP = "build"
#: With all of Swift in the program; the manifest has the other flags of the article "Starting quickly": with the C library too,
#: at a fixed address. So the start need not look for libraries and names, nor adjust 75,000 addresses.
STATIC = ["--static-swift-stdlib"]
#: The programs that are one file.
FILES = ("ours", "ours-static", "go", "go-static")


def measure(results, chosen, options):
    """From the start of the process to its line that it has decoded its first item, and the peak memory then."""
    chosen = starting(chosen)
    turns = 5 if options.quick else 21
    # What takes milliseconds is measured five times in each turn, as a moment's noise is as long as it is.
    programs = chosen + 4 * [program for program in chosen if program.name in FILES]
    with CannedServer() as server:
        for turn in range(turns):
            if turn % 5 == 0:
                say(f"starts: round {turn + 1} of {turns}")
            for program in programs:
                try:
                    elapsed = first(program, server.url)
                    memory = program.run(server.url, "first")["rss_kb"] / 1024
                except Exception as error:
                    say(f"{program.name} failed to start: {error}")
                    continue
                # The first turn reads the programs from the disk.
                if turn:
                    results.add(GROUP, program.name, "first", "time", "ms", elapsed)
                    results.add(GROUP, program.name, "first", "memory", "MB", memory)
    for program in chosen:
        if program.name in FILES and shutil.which("strip"):
            results.add(GROUP, program.name, "program", "size", "MB", program_megabytes(program.command[0]))


def starting(chosen):
    """The programs whose start is measured; ours is one that has nothing else in it."""
    peers = [program for program in chosen if not program.is_floor and not program.name.startswith("ours")]
    if "go" in {program.name for program in peers}:
        peers.append(Program("go-static", [str(building.go_client(is_static=True))], {}))
    ours = [Program("ours", [str(building.program("StartBenchmark"))], {})]
    chosen = (ours if "ours" in {program.name for program in chosen} else []) + built_consumer() + peers
    return [copied(program) if program.name in FILES else program for program in chosen]


def copied(program):
    """The same in a file that was written from its beginning to its end, as an installed one is: what a linker has just left in
    the system's memory lies there in smaller pieces, and starts a tenth later."""
    path = places.WORK / "starts" / program.name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(program.command[0], path)
    return replace(program, command=[str(path), *program.command[1:]])


def first(program, url):
    environment = {**os.environ, "BODIES": str(places.BODIES)}
    start = time.monotonic()
    process = subprocess.Popen([*program.command, url, "first"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    line = process.stdout.readline()
    elapsed = (time.monotonic() - start) * 1000
    process.stdout.close()
    if process.wait() or not line.startswith(b"{"):
        raise RuntimeError("it did not decode an item")
    return elapsed


def consumer_program():
    return places.WORK / "consumer" / "first"


def built_consumer():
    """The program of the small package, if `--build` has made it since its flags changed."""
    path = consumer_program()
    is_new = building.is_newer(path, places.BENCHMARKS / "consumer.swift.template")
    return [Program("ours-static", [str(path)], {})] if is_new else []


def measure_build(results, options):
    """The time of a clean release build of a small package, and the size of what it fetched."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for target in ("BenchmarkSupport", "StartBenchmark"):
            shutil.copytree(places.BENCHMARKS / "Sources" / target, folder / "Sources" / target)
        leave_out_macros(folder / "Sources" / "BenchmarkSupport" / "Order.swift")
        say("build: what a small package fetches")
        measure_fetched(results, "ours", folder, ["AWS"])
        say("build: a clean release build, which takes some minutes")
        command = [building.SWIFT, "build", "--package-path", name, "-c", "release"]
        if os.uname().sysname == "Linux":
            command += STATIC
        before, start = children_cpu(), time.monotonic()
        building.show_if_failed(command)
        results.add(BUILD_GROUP, "ours", "clean build", "time", "s", time.monotonic() - start)
        results.add(BUILD_GROUP, "ours", "clean build", "cpu", "s", children_cpu() - before)
        consumer_program().parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / ".build" / "release" / "StartBenchmark", consumer_program())
        measure_fetched(results, "ours-macros", folder, ["AWS", "Macros"])
    measure_peers_fetched(results)


def leave_out_macros(model):
    """The model as a package writes it that has not turned on the trait `Macros`, which is off by default."""
    lines = model.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.strip() not in ("@DynamoDBCodable", "import DynamoDBCore")]
    model.write_text("".join(kept), encoding="utf-8")


def measure_fetched(results, name, folder, traits):
    """What a package fetches that turns on these traits."""
    manifest = places.BENCHMARKS.joinpath("consumer.swift.template").read_text(encoding="utf-8")
    manifest = manifest.replace("{root}", str(places.ROOT)).replace("{traits}", json.dumps(traits))
    folder.joinpath("Package.swift").write_text(manifest, encoding="utf-8")
    building.show_if_failed([building.SWIFT, "package", "--package-path", str(folder), "resolve"])
    checkouts = folder / ".build" / "checkouts"
    results.add(BUILD_GROUP, name, "fetched", "size", "MB", megabytes(checkouts))
    results.add(BUILD_GROUP, name, "fetched", "packages", "packages", len(list(checkouts.iterdir())))


def measure_peers_fetched(results):
    """What the peers fetch: the folders of the Python packages that they need, and the sources of the Go SDK."""
    site = next(iter(places.WORK.glob("clients/lib/python*/site-packages")), None)
    if site:
        for name, packages in PYTHON_PACKAGES.items():
            found = [path for package in packages for path in (site / package, site / f"{package}.py") if path.exists()]
            results.add(BUILD_GROUP, name, "fetched", "size", "MB", sum(map(megabytes, found)))
            results.add(BUILD_GROUP, name, "fetched", "packages", "packages", len(found))
    if building.GO_SDK.is_dir():
        results.add(BUILD_GROUP, "go", "fetched", "size", "MB", sum(map(megabytes, go_folders())))
        measure_go_build(results)


#: What each needs, without what it would need only elsewhere.
PYTHON_PACKAGES = {
    "boto3-resource": ["boto3", "botocore", "jmespath", "dateutil", "s3transfer", "six", "urllib3"],
    "aiodynamo": ["aiodynamo", "aiohttp", "aiosignal", "aiohappyeyeballs", "attr", "attrs", "frozenlist", "idna", "multidict", "propcache", "yarl"],
}


def go_folders():
    smithy = building.GO_SOURCES / "src/github.com/aws/smithy-go"
    folders = [building.GO_SDK / part for part in ("aws", "internal", "feature/dynamodb", "service/dynamodb", "service/dynamodbstreams")]
    return [folder for folder in [*folders, smithy] if folder.exists()]


def measure_go_build(results):
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(building.GO_SOURCES), "GOCACHE": cache, "GOFLAGS": ""}
        before, start = children_cpu(), time.monotonic()
        command = ["go", "build", "-ldflags", "-s -w", "-o", os.path.join(cache, "client"), "."]
        try:
            building.run(command, "the Go SDK", cwd=places.PEERS / "go", env=environment)
        except building.Missing as missing:
            return say(f"skipped: {missing}")
        results.add(BUILD_GROUP, "go", "clean build", "time", "s", time.monotonic() - start)
        results.add(BUILD_GROUP, "go", "clean build", "cpu", "s", children_cpu() - before)


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def megabytes(folder):
    """The size of all files in a folder, without the history of a repository."""
    if folder.is_file():
        return folder.stat().st_size / 1e6
    total = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__")]
        total += sum(os.lstat(os.path.join(parent, name)).st_size for name in files)
    return total / 1e6
