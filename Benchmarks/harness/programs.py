# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The programs that do the work of a client: ours, the floors and the peers.

Each is called as `PROGRAM ENDPOINT WORK CONCURRENCY COUNT WARMUP`, does the warm-up and then the work COUNT times, and
prints a line of JSON with the seconds that passed, the seconds of processor time, and the peak memory. With `first`
instead it does one GetItem, and tells at once that it has the item.
"""

import json
import os
import subprocess
from dataclasses import dataclass

from . import building, places

NATIVE = ["get", "put", "query", "batch"]
RAW = ["get-raw", "put-raw", "query-raw", "batch"]
#: The operations of an answer to which the floors are compared.
OPERATION = {"get-raw": "get", "put-raw": "put", "query-raw": "query"}
#: A process inherits the peak memory of the one that started it; a small shell between keeps Python's out of the numbers.
SHELL = ["/bin/sh", "-c", '"$@"; exit $?', "sh"]


@dataclass
class Program:
    #: In results and on the command line.
    name: str
    command: list
    #: What the program calls each work that it can do.
    works: dict
    version: str = ""
    #: Whether it is a floor: bytes that are ready are sent, and the answer is not decoded.
    is_floor: bool = False

    def run(self, *arguments, timeout=120):
        environment = {**os.environ, "BODIES": str(places.BODIES), "PYTHONDONTWRITEBYTECODE": "1"}
        result = subprocess.run(
            [*SHELL, *self.command, *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, timeout=timeout,
        )
        lines = [line for line in result.stdout.splitlines() if line.startswith("{")]
        if result.returncode or not lines:
            words = (result.stderr or result.stdout).strip().splitlines()
            raise RuntimeError(words[-1] if words else f"ended with {result.returncode}")
        return json.loads(lines[-1])


def same(works):
    return {work: work for work in works}


def ours():
    command = [str(building.program("ClientBenchmark"))]
    works = ["get", "get-raw", "put", "put-raw", "query", "query-raw", "batch"]
    codable = ["get", "put", "query"]
    floors = ["ahc", "transport", "bare", "bare-loop"]
    return [
        Program("ours", command, same(works)),
        Program("ours-loop", command, {work: f"loop:{work}" for work in NATIVE}),
        Program("ours-codable", command, {work: f"{work}-codable" for work in codable}),
        *(Program(name, command, {work: f"{name}:{work}" for work in NATIVE}, is_floor=True) for name in floors),
    ]


def go_peers():
    works = same(["get", "get-raw", "put", "put-raw", "query", "query-raw", "batch"])
    return [Program("go", [str(building.go_client())], works, version=building.go_version())]


def python_peers():
    python = building.python_environment("clients")

    def peer(name, script, package, works):
        command = [str(python), str(places.PEERS / f"{script}.py")]
        return Program(name, command, works, building.package_version(python, package))

    raw = {work: OPERATION.get(work, work) for work in RAW}
    native = same(NATIVE)
    return [
        peer("boto3-resource", "boto3_resource", "boto3", native),
        peer("boto3-client", "boto3_client", "boto3", raw),
        peer("aiobotocore", "aiobotocore_client", "aiobotocore", raw),
        peer("aiodynamo", "aiodynamo_client", "aiodynamo", native),
    ]


#: Every program as tables call it, in their order.
TITLES = {
    "ours": "swift-dynamodb",
    "ours-loop": "swift-dynamodb, tasks on its event loops",
    "ours-codable": "swift-dynamodb, `Codable` alone",
    "go": "AWS SDK for Go v2",
    "aiodynamo": "aiodynamo",
    "boto3-resource": "boto3, resource",
    "boto3-client": "boto3, client",
    "aiobotocore": "aiobotocore",
    "ahc": "async-http-client alone",
    "transport": "our transport alone",
    "bare": "SwiftNIO alone, framed by hand",
    "bare-loop": "the same, tasks on its event loops",
}


def available(chosen, skipped):
    """The programs that can be had, of those chosen; `skipped` gets a line for what cannot."""
    programs = ours()
    for make, names in [(go_peers, ["go"]), (python_peers, ["boto3-resource", "boto3-client", "aiobotocore", "aiodynamo"])]:
        if chosen and not set(chosen) & set(names):
            continue
        try:
            programs += make()
        except building.Missing as missing:
            building.say(f"skipped: {missing}")
            skipped.append(str(missing))
    return [program for program in programs if not chosen or program.name in chosen]
