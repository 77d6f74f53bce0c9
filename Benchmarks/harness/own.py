# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Runs the programs that measure in their own process: coding, and the engine beside SQLite alone.

They print a line of JSON for each number: its name, value and unit, and the name of what it is compared with.
"""

import json
import subprocess

from . import building
from .building import say

#: The least that a part of the coding can cost: each byte looked at once, or copied once.
CODING_FLOORS = {
    "query100-item": "scan-query100",
    "query100-model": "scan-query100",
    "get-item": "scan-get",
    "get-model": "scan-get",
    "put-item": "copy-put",
    "put-model": "copy-put",
    "batch25-item": "copy-batch25",
    "batch25-model": "copy-batch25",
}


def lines(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        words = result.stderr.strip().splitlines()
        raise RuntimeError(words[-1] if words else f"ended with {result.returncode}")
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def coding(results, options):
    command = [str(building.program("CodingBenchmark")), "--rounds", "3" if options.quick else "9"]
    for turn in range(min(options.reps, 3)):
        say(f"coding: round {turn + 1} of {min(options.reps, 3)}")
        for line in lines(command):
            floor = CODING_FLOORS.get(line["name"])
            if line.get("bytes", 1):
                results.add("coding", "ours", line["name"], "rate", "MB/s", line["value"], floor)
            if "ns" in line:
                results.add("coding", "ours", line["name"], "time", "ns", line["ns"], floor)


def engine(results, options):
    command = [str(building.program("EngineBenchmark"))]
    # The table of ten million items takes minutes to fill.
    command += ["--quick"] if options.quick else []
    command += ["--large"] if options.large else []
    turns = 1 if options.large else min(options.reps, 2)
    for turn in range(turns):
        say(f"engine: round {turn + 1} of {turns}")
        for line in lines(command):
            unit = line["unit"]
            measure = "time" if unit in ("ns", "us", "µs", "ms") else "value"
            results.add("engine", "ours", line["name"], measure, unit, line["value"], line.get("floor"))
