# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The numbers of a run: series of samples by group, subject, case and measure, and how they are kept in a file.

A file has a line of JSON for each group that was run (when, where, with which command), and one for each series. Running
a group again replaces its lines.
"""

import json
import statistics
from dataclasses import dataclass, field


#: The measures of which more is better.
RATES = ("rate", "per CPU second")


def rounded(number):
    """Four significant digits: more of them would only make the file large."""
    return float(f"{number:.4g}")


@dataclass
class Series:
    """What was measured of one thing, once a run.

    The subject is a program or a server, the case what it did ("get@64" is GetItem, 64 at a time), the measure what was
    measured of it ("cpu", in microseconds an operation).
    """

    group: str
    subject: str
    case: str
    measure: str
    unit: str
    samples: list = field(default_factory=list)
    #: The case that is the least this one can cost, if there is one.
    floor: str = None

    @property
    def key(self):
        return (self.group, self.subject, self.case, self.measure)

    @property
    def median(self):
        return statistics.median(self.samples)

    @property
    def low(self):
        return min(self.samples)

    @property
    def high(self):
        return max(self.samples)

    @property
    def best(self):
        """The least disturbed sample: what others do on the machine makes nothing faster."""
        return self.high if self.measure in RATES else self.low


class Results:
    def __init__(self):
        #: What is known about the run of each group, a dictionary each.
        self.runs = {}
        self._series = {}

    @classmethod
    def read(cls, path):
        """The results of a file; empty if there is none."""
        results = cls()
        if not path.exists():
            return results
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            if fields.pop("kind") == "run":
                results.runs[fields["group"]] = fields
            else:
                series = Series(**fields)
                results._series[series.key] = series
        return results

    def write(self, path):
        lines = [{"kind": "run", **run} for run in self.runs.values()]
        for series in self._series.values():
            fields = {**vars(series), "samples": [rounded(sample) for sample in series.samples]}
            lines.append({"kind": "series", **{name: value for name, value in fields.items() if value is not None}})
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")

    def start_group(self, run):
        """Forgets what is there of a group, and notes what is known about its new run."""
        group = run["group"]
        self._series = {key: series for key, series in self._series.items() if series.group != group}
        self.runs[group] = run

    def add(self, group, subject, case, measure, unit, sample, floor=None):
        series = Series(group, subject, case, measure, unit, [], floor)
        self._series.setdefault(series.key, series).samples.append(sample)

    def series(self, group, subject, case, measure):
        return self._series.get((group, subject, case, measure))

    def median(self, key):
        """The median of the series with this key; `None` if it was not measured."""
        series = self._series.get(tuple(key))
        return series.median if series else None

    def of_group(self, group):
        return [series for series in self._series.values() if series.group == group]

    def ratio(self, key, other):
        """The median of one series by that of another; `None` if one was not measured."""
        one, two = self.median(key), self.median(other)
        return None if one is None or not two else one / two

    def ratio_of_best(self, key, other):
        """The same of the least disturbed samples, which differs less between runs."""
        one, two = self._series.get(tuple(key)), self._series.get(tuple(other))
        return None if one is None or two is None or not two.best else one.best / two.best
