# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Measures clients against the canned server: processor time with 64 operations at a time, latency with one.

Runs are interleaved: the first run of each, then the second of each, so that a noisy minute meets all of them alike.
"""

from . import programs
from .building import say
from .canned import CannedServer
from .machine import Awake

GROUP = "client"
CONCURRENCY = 64
WORKS = ["get", "get-raw", "put", "put-raw", "query", "query-raw", "batch"]
#: What is done one at a time, too.
SINGLE_WORKS = ["get", "put", "get-raw", "put-raw"]
#: Those that answer within a millisecond would otherwise be measured by their waiting for a processor to wake.
HOT = ["get", "put", "query", "batch"]


def cases(program, works=WORKS, singles=SINGLE_WORKS):
    for work in works:
        if work in program.works:
            yield work, CONCURRENCY
            if work in singles:
                yield work, 1


def run_once(program, url, work, concurrency, count):
    warmup = max(concurrency, min(count // 4, 2000))
    return program.run(url, program.works[work], concurrency, count, warmup)


def fitting_count(result, concurrency, seconds):
    """How many operations take so many seconds, from what a run took."""
    return max(concurrency * 2, int(result["n"] / result["wall"] * seconds))


def record(results, program, work, concurrency, result):
    def add(measure, unit, value):
        results.add(GROUP, program.name, f"{work}@{concurrency}", measure, unit, value)

    add("cpu", "µs", result["cpu"] / result["n"] * 1e6)
    add("latency" if concurrency == 1 else "wall", "µs", result["wall"] / result["n"] * 1e6)
    add("memory", "MB", result["rss_kb"] / 1024)


def measure(results, chosen, options):
    """Measures the programs, and reports each case that fails once."""
    failed = set()
    counts = {}
    with CannedServer() as server:
        for turn in range(options.reps):
            say(f"clients: round {turn + 1} of {options.reps}")
            for concurrency in (CONCURRENCY, 1):
                if concurrency == 1:
                    with Awake():
                        one_round(results, chosen, options, server, concurrency, counts, failed)
                else:
                    one_round(results, chosen, options, server, concurrency, counts, failed)
        check_signatures(server)
        measure_scan(results, chosen, server, options)


def one_round(results, chosen, options, server, wanted, counts, failed):
    for work in WORKS:
        for program in chosen:
            for concurrency in [number for name, number in cases(program) if name == work and number == wanted]:
                case = (program.name, work, concurrency)
                if case in failed:
                    continue
                try:
                    if case not in counts:
                        trial = run_once(program, server.url, work, concurrency, max(concurrency, 16))
                        counts[case] = fitting_count(trial, concurrency, options.secs)
                    result = run_once(program, server.url, work, concurrency, counts[case])
                    counts[case] = fitting_count(result, concurrency, options.secs)
                    record(results, program, work, concurrency, result)
                except Exception as error:
                    say(f"{program.name} {work}, {concurrency} at a time, failed: {error}")
                    failed.add(case)


def check_signatures(server):
    # The requests for statistics are not signed, and not counted as such.
    counts = server.statistics()
    if counts["unsigned"] or counts["unknown"]:
        say(f"{counts['unsigned']} requests were not signed, {counts['unknown']} were for an unknown operation")


def measure_scan(results, chosen, server, options):
    """The memory of a program that reads a gigabyte through the sequence of pages."""
    ours = next((program for program in chosen if program.name == "ours"), None)
    if not ours:
        return
    say("clients: a scan of a gigabyte")
    for _ in range(1 if options.quick else 3):
        try:
            result = ours.run(server.url, "scan-pages")
        except Exception as error:
            return say(f"the scan failed: {error}")
        results.add(GROUP, "ours", "scan", "read", "MB", result["bytes"] / 1e6)
        results.add(GROUP, "ours", "scan", "memory", "MB", result["rss_kb"] / 1024)
        results.add(GROUP, "ours", "scan", "rate", "MB/s", result["bytes"] / result["cpu"] / 1e6)
