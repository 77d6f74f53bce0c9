# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

import tempfile
import unittest
from pathlib import Path

from harness.results import Results


class ResultsTests(unittest.TestCase):
    def results(self):
        results = Results()
        for group in ("client", "coding"):
            results.start_group({"group": group, "date": "2026-01-01"})
        for sample in (3.0, 1.0, 20.0):
            results.add("client", "ours", "get@64", "cpu", "µs", sample)
        results.add("client", "go", "get@64", "cpu", "µs", 30.0)
        results.add("coding", "ours", "get-item", "time", "ns", 10.123456, floor="scan-get")
        return results

    def test_a_series_tells_median_lowest_and_highest(self):
        series = self.results().series("client", "ours", "get@64", "cpu")
        self.assertEqual((series.median, series.low, series.high), (3.0, 1.0, 20.0))

    def test_a_ratio_is_of_medians_and_none_if_one_was_not_measured(self):
        results = self.results()
        ours, go = ("client", "ours", "get@64", "cpu"), ("client", "go", "get@64", "cpu")
        self.assertEqual(results.ratio(go, ours), 10.0)
        self.assertIsNone(results.ratio(ours, ("client", "boto3-client", "get@64", "cpu")))
        self.assertIsNone(results.ratio(("client", "boto3-client", "get@64", "cpu"), ours))

    def test_the_best_sample_is_the_fastest(self):
        results = self.results()
        for rate in (5.0, 9.0, 7.0):
            results.add("server", "serve", "get-raw@16", "per CPU second", "operations/s", rate)
        self.assertEqual(results.series("client", "ours", "get@64", "cpu").best, 1.0)
        self.assertEqual(results.series("server", "serve", "get-raw@16", "per CPU second").best, 9.0)

    def test_what_is_written_is_read_again(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "new" / "full.jsonl"
            self.results().write(path)
            read = Results.read(path)
        self.assertEqual(read.series("client", "ours", "get@64", "cpu").samples, [3.0, 1.0, 20.0])
        self.assertEqual(read.series("coding", "ours", "get-item", "time").samples, [10.12])
        self.assertEqual(read.series("coding", "ours", "get-item", "time").floor, "scan-get")
        self.assertEqual(read.runs["client"]["date"], "2026-01-01")

    def test_a_file_that_is_not_there_has_no_results(self):
        self.assertEqual(Results.read(Path("/nowhere/at/all.jsonl")).runs, {})

    def test_running_a_group_again_forgets_only_what_it_had(self):
        results = self.results()
        results.start_group({"group": "client", "date": "2026-02-02"})
        self.assertIsNone(results.series("client", "go", "get@64", "cpu"))
        self.assertIsNotNone(results.series("coding", "ours", "get-item", "time"))
        self.assertEqual(results.runs["client"]["date"], "2026-02-02")
