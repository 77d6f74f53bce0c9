# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

import tempfile
import unittest
from pathlib import Path

from harness import baseline
from harness.results import Results


def results():
    found = Results()
    found.start_group({"group": "client"})
    found.start_group({"group": "coding"})
    for subject, value in [("ours", 30.0), ("transport", 20.0), ("bare", 10.0)]:
        for disturbance in (3.0, 1.0, 1.5):
            found.add("client", subject, "get@64", "cpu", "µs", value * disturbance)
    found.add("coding", "ours", "scan-get", "time", "ns", 2.0)
    found.add("coding", "ours", "get-item", "time", "ns", 9.0, floor="scan-get")
    return found


class BaselineTests(unittest.TestCase):
    def test_hot_paths_are_compared_with_their_own_floors(self):
        self.assertEqual(baseline.hot_paths(results()), {"client get": 1.5, "client transport": 2.0, "coding get-item": 4.5})

    def test_verdicts_leave_room_for_noise(self):
        known = {"same": 2.0, "slower": 2.0, "faster": 2.0}
        measured = {"same": 2.4, "slower": 2.6, "faster": 1.5, "new": 1.0}
        self.assertEqual([verdict for *_, verdict in baseline.verdicts(measured, known)], ["same", "slower", "faster", "new"])

    def test_storing_keeps_what_was_not_run(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "baseline.json"
            path.write_text('{"client get": 9.0, "client gone": 1.0, "engine get": 2.0}', encoding="utf-8")
            baseline.store(results(), path)
            self.assertEqual(
                baseline.stored(path),
                {"client get": 1.5, "client transport": 2.0, "coding get-item": 4.5, "engine get": 2.0})
