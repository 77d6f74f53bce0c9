# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

import unittest

from harness import places, report
from harness.results import Results


def results():
    found = Results()
    found.start_group({
        "group": "client", "date": "2026-01-01", "commit": "abc", "command": "make bench", "versions": {"go": "1.17"},
        "skipped": ["there is no aiodynamo"], "other": 0.031,
        "machine": {"processor": "P", "cores": 2, "memory": "8 GB", "system": "Linux", "swift": "6.3", "python": "3.11"},
    })
    for subject, values in [("ours", [20.0, 21.0, 30.0]), ("go", [150.0])]:
        for value in values:
            found.add("client", subject, "get@64", "cpu", "µs", value)
    found.add("client", "ours", "get@1", "latency", "µs", 90.0)
    found.add("client", "go", "get@1", "latency", "µs", 60.0)
    found.add("coding", "ours", "scan-get", "time", "ns", 500.0)
    found.add("coding", "ours", "get-item", "time", "ns", 1500.0, floor="scan-get")
    return found


class ReportTests(unittest.TestCase):
    def test_a_table_has_medians_and_spread_and_no_empty_rows_or_columns(self):
        self.assertEqual(
            report.filled(results(), "{{client models}}\n"),
            "|  | GetItem, model |\n|---|--:|\n| swift-dynamodb | 21.0 (20.0–30.0) |\n| AWS SDK for Go v2 1.17 | 150 |\n")

    def test_placeholders_stand_for_values_and_ratios(self):
        cases = [
            ("{{value client ours get@64 cpu}}", "21.0 µs"),
            ("{{value coding ours get-item time}}", "1.50 µs"),
            ("{{value server serve after_the_load memory}}", "not measured"),
            ("{{ratio client go get@64 cpu / client ours get@64 cpu}}", "7.14×"),
            ("{{ratio client go get@64 cpu / client none get@64 cpu}}", "not measured"),
        ]
        for template, text in cases:
            self.assertEqual(report.filled(results(), template), text)

    def test_what_is_worse_than_a_peer_is_listed(self):
        text = report.losses(results())
        self.assertIn("latency, get, 1 at a time: 90.0 µs, AWS SDK for Go v2 60.0 µs (1.50×)", text)
        self.assertNotIn("cpu", text)

    def test_of_many_losses_the_worst_is_told(self):
        found = results()
        for case, ours in [("put@1", 300.0), ("query@1", 50.0)]:
            found.add("client", "ours", case, "latency", "µs", ours)
            found.add("client", "go", case, "latency", "µs", 100.0)
        lines = [line for line in report.losses(found).splitlines() if "latency, " in line]
        self.assertEqual(len(lines), 1)
        self.assertIn("put, 1 at a time: 300 µs", lines[0])
        self.assertIn("worse in 2 of 3 cases", lines[0])

    def test_where_more_is_better_less_is_a_loss(self):
        found = Results()
        for subject, rate in [("serve", 10.0), ("moto", 20.0), ("ministack", 5.0)]:
            found.add("server", subject, "get-raw@16", "per CPU second", "operations/s", rate)
        self.assertIn("moto 20.0 operations/s (2.00×)", report.losses(found))
        self.assertNotIn("MiniStack 5.00", report.losses(found))

    def test_the_machine_the_command_and_what_was_skipped_are_told(self):
        text = report.machine_lines(results())
        for words in ["P, 2 cores", "2026-01-01", "commit abc", "`make bench`", "3%", "Skipped: there is no aiodynamo."]:
            self.assertIn(words, text)

    def test_own_numbers_are_told_beside_their_floor(self):
        self.assertIn("| `get-item` | 1.50 µs | 3.00× `scan-get` |", report.filled(results(), "{{coding}}"))

    def test_a_section_is_replaced_between_its_marks_only(self):
        begin, end = report.MARK.format("clients"), report.MARK.format("end of clients")
        self.assertEqual(report.with_section(f"a\n{begin}\nold\n{end}\nb", "clients", "new\\1\n"), f"a\n{begin}\nnew\\1\n{end}\nb")
        self.assertEqual(report.with_section("no marks", "clients", "new"), "no marks")

    def test_every_placeholder_of_the_template_is_known(self):
        text = report.filled(Results(), places.TEMPLATE.read_text(encoding="utf-8"))
        self.assertNotIn("{{", text)
        self.assertIn("Not measured.", text)
