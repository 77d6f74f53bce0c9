#!/usr/bin/env python3
# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Measures this package beside its peers, and beside the least that the same work can cost.

    bench.py [run]       measures, and writes docs/performance.md and the tables of the README from a full run
    bench.py report      writes them again, from the results that are there
    bench.py baseline    keeps the ratios of hot paths to their floors of the last full run, for --check
    bench.py check       checks that all clients send the same work

`make bench BENCH_FLAGS="--quick"` takes less than five minutes instead of less than twenty-five, once everything is built.
It needs Swift and Python only; peers are installed into Benchmarks/.peers, and a line says so where one cannot be had.
"""

import argparse
import datetime
import sys
import unittest

from harness import baseline, building, clients, machine, own, places, programs, report, sameness, servers, starts
from harness.building import say
from harness.results import Results

GROUPS = ["client", "coding", "engine", "server", "start"]
FLOORS = ["ours", "transport", "bare"]
#: What the check for regressions runs: no peers, and what has no floor is left out.
CHECKED_GROUPS = ["client", "coding", "engine", "server"]


def parsed(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", default="run", choices=["run", "report", "baseline", "check"])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs; the page is not written")
    parser.add_argument("--check", action="store_true", help="compare hot paths with the baseline; fails if one is slower")
    parser.add_argument("--build", action="store_true", help="measure a clean build of a small package too")
    parser.add_argument("--large", action="store_true", help="the engine with ten million items too")
    parser.add_argument("--skip-build", action="store_true", help="measure the Swift programs as they were built last")
    parser.add_argument("--only", default="", help=f"some groups: {','.join(GROUPS)}")
    parser.add_argument("--peers", default="", help="some programs or servers: ours,go,boto3-client,serve,moto,...")
    parser.add_argument("--reps", type=int, help="how many times each is run")
    parser.add_argument("--secs", type=float, help="how long a run takes, about")
    options = parser.parse_args(arguments)
    options.only = [name for name in options.only.split(",") if name]
    options.peers = [name for name in options.peers.split(",") if name]
    unknown = [name for name in options.only if name not in GROUPS]
    unknown += [name for name in options.peers if name not in {**programs.TITLES, **servers.TITLES}]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}")
    if options.check:
        options.peers = options.peers or [*FLOORS, "serve", "canned"]
        options.only = options.only or CHECKED_GROUPS
    options.reps = options.reps or (2 if options.quick else 3 if options.check else 5)
    options.secs = options.secs or (0.25 if options.quick or options.check else 0.8)
    return options


def results_path(options):
    name = "check" if options.check else "quick" if options.quick else "some" if options.peers else "full"
    return places.RESULTS / f"{name}.jsonl"


def test_the_harness():
    """The logic of these scripts is tested before it says anything; that takes no time."""
    suite = unittest.defaultTestLoader.discover(str(places.BENCHMARKS / "tests"), top_level_dir=str(places.BENCHMARKS))
    if not unittest.TextTestRunner(verbosity=0, stream=sys.stderr if "-v" in sys.argv else Discard()).run(suite).wasSuccessful():
        sys.exit("bench: the tests of the scripts fail: python3 -m unittest discover -s Benchmarks/tests -t Benchmarks")


class Discard:
    def write(self, _):
        pass

    def flush(self):
        pass


class Run:
    """What is measured in one go."""

    def __init__(self, options):
        self.options = options
        self.groups = options.only or GROUPS
        self.path = results_path(options)
        self.results = Results.read(self.path)
        self.description = machine.description()
        self.skipped = []

    def prepare(self):
        if not self.options.skip_build:
            building.build_programs(self.groups)
        self.programs, self.servers = [], []
        needs_canned_server = {"client", "start"} & set(self.groups)
        try:
            building.make_canned_server()
        except building.Missing as missing:
            if needs_canned_server:
                say(f"skipped: {missing}")
                self.skipped.append(str(missing))
            self.groups = [group for group in self.groups if group not in needs_canned_server]
        if {"client", "start"} & set(self.groups):
            self.programs = programs.available(self.options.peers, self.skipped)
        if "server" in self.groups:
            self.servers = servers.available(self.options.peers, self.skipped)

    def measure(self):
        measures = {
            "client": lambda: clients.measure(self.results, self.programs, self.options),
            "coding": lambda: own.coding(self.results, self.options),
            "engine": lambda: own.engine(self.results, self.options),
            "server": lambda: servers.measure(self.results, self.servers, programs.ours()[0], self.options),
            "start": lambda: starts.measure(self.results, self.programs, self.options),
            "build": lambda: starts.measure_build(self.results, self.options),
        }
        # The small package is built first: its program's start is measured too.
        for group in (["build"] if self.options.build else []) + self.groups:
            self.measure_group(group, measures[group])
            self.results.write(self.path)

    def measure_group(self, group, measure):
        members = self.servers if group == "server" else self.programs if group in ("client", "start") else []
        run = {
            "group": group,
            "date": datetime.date.today().isoformat(),
            "commit": machine.commit() + (", programs built before" if self.options.skip_build else ""),
            "command": " ".join(["make bench", *self.flags()]),
            "machine": self.description,
            "versions": {member.name: member.version for member in members if member.version},
            "skipped": self.skipped if group in ("client", "server", "start") else [],
        }
        self.results.start_group(run)
        other = machine.OtherWork() if machine.HAS_PROC else None
        measure()
        if other:
            run["other"] = round(other.share(), 3)
            if run["other"] > 0.1:
                say(f"{run['other']:.0%} of the processors' time went to other programs; use the ratios only")

    @staticmethod
    def flags():
        words = [word for word in sys.argv[1:] if word != "run"]
        return [f'BENCH_FLAGS="{" ".join(words)}"'] if words else []

    def finish(self):
        """Prints the goals, and writes the page if this run is the kind that it is written from."""
        if self.options.check:
            return baseline.check(self.results)
        print("\n" + report.goals_table(self.results))
        if self.path.stem == "full":
            report.write(self.results)
            say(f"wrote {places.PAGE.relative_to(places.ROOT)}")
        return True


def clients_of(run):
    return [program for program in run.programs if not program.is_floor]


def main():
    options = parsed(sys.argv[1:])
    test_the_harness()
    if options.command == "report":
        report.write(Results.read(places.RESULTS / "full.jsonl"))
    elif options.command == "baseline":
        paths = baseline.store(Results.read(results_path(options)))
        say(f"kept the ratios of {len(paths)} paths in {places.BASELINE.relative_to(places.ROOT)}")
    else:
        run = Run(options)
        if options.command == "check":
            run.groups = ["client"]
        run.prepare()
        if options.command == "check":
            return 0 if sameness.check(clients_of(run)) else 1
        if not (options.quick or options.check):
            sameness.check(clients_of(run), tells_all=False)
        run.measure()
        return 0 if run.finish() else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
