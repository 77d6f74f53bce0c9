# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The check for regressions: the ratio of each hot path to its own floor of the same run, beside a stored one.

A ratio hardly depends on the machine, as both of its numbers would change with it. Those of the least disturbed samples are
compared, as they differ least from run to run.
"""

import json

from . import places
from .results import rounded

#: So many times the stored ratio is still the same: repeated runs differ by a tenth or two.
TOLERANCE = 1.25


def hot_paths(results):
    """Every path that was measured, with its ratio; more is slower."""
    paths = {}
    for work, floor in [("get", "get"), ("get-raw", "get"), ("put", "put"), ("put-raw", "put"), ("query", "query"), ("query-raw", "query"), ("batch", "batch")]:
        own = ("client", "ours", f"{work}@64", "cpu")
        paths[f"client {work}"] = results.ratio_of_best(own, ("client", "transport", f"{floor}@64", "cpu"))
    paths["client transport"] = results.ratio_of_best(("client", "transport", "get@64", "cpu"), ("client", "bare", "get@64", "cpu"))
    for group in ("coding", "engine"):
        for series in results.of_group(group):
            if series.floor and series.measure == "time" and not depends_on_the_machine(series.case):
                paths[f"{group} {series.case}"] = results.ratio_of_best(series.key, (group, "ours", series.floor, "time"))
    for work in ("get-raw", "put-raw", "query-raw"):
        # Operations a second: the floor's are more.
        case = (f"{work}@16", "per CPU second")
        paths[f"server {work}"] = results.ratio_of_best(("server", "canned", *case), ("server", "serve", *case))
    return {name: rounded(ratio) for name, ratio in paths.items() if ratio}


def depends_on_the_machine(case):
    """Whether a measure of the engine is time that passes: its ratio is that of disks and cores, and not of this code."""
    return case.startswith("put-relaxed") or case.startswith("put-durable") or case.endswith("-tasks")


def stored(path=places.BASELINE):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def store(results, path=places.BASELINE):
    """Keeps the ratios of these results; those of groups that they do not have stay."""
    groups = {name.split()[0] for name in results.runs}
    kept = {name: ratio for name, ratio in stored(path).items() if name.split()[0] not in groups}
    paths = {**kept, **hot_paths(results)}
    path.write_text(json.dumps(dict(sorted(paths.items())), indent=2) + "\n", encoding="utf-8")
    return paths


def verdicts(measured, known, tolerance=TOLERANCE):
    """A row for each path: its name, ratio, stored ratio and verdict; "slower" is what fails the check."""
    rows = []
    for name, ratio in measured.items():
        before = known.get(name)
        if before is None:
            verdict = "new"
        elif ratio > before * tolerance:
            verdict = "slower"
        elif ratio * tolerance < before:
            verdict = "faster"
        else:
            verdict = "same"
        rows.append((name, ratio, before, verdict))
    return rows


def check(results):
    """Prints the verdicts, and tells whether nothing is slower."""
    rows = verdicts(hot_paths(results), stored())
    width = max([len(name) for name, *_ in rows], default=0)
    print(f"{'path':<{width}}  {'by its floor':>12}  {'baseline':>8}  verdict")
    for name, ratio, before, verdict in rows:
        print(f"{name:<{width}}  {ratio:>12.2f}  {'–' if before is None else f'{before:.2f}':>8}  {verdict}")
    slower = [name for name, _, _, verdict in rows if verdict == "slower"]
    if slower:
        print(f"bench: slower than the baseline by more than {TOLERANCE}×: {', '.join(slower)}")
    return not slower
