# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

import unittest

from harness.goals import GOALS, Goal, judged, number
from harness.results import Results

OURS, OTHER = ("client", "ours", "get@64", "cpu"), ("client", "go", "get@64", "cpu")


def results(ours, other):
    found = Results()
    found.add(*OURS, "µs", ours)
    found.add(*OTHER, "µs", other)
    return found


class GoalTests(unittest.TestCase):
    def test_a_goal_is_reached_up_to_its_limit(self):
        goal = Goal("at most a sixth", OURS, OTHER, 1 / 6)
        for ours, is_reached in [(10.0, True), (9.0, True), (10.1, False)]:
            self.assertEqual(goal.is_reached(goal.value(results(ours, 60.0))), is_reached, ours)

    def test_a_goal_can_be_a_least_number(self):
        goal = Goal("at least 40 times", OURS, OTHER, at_least=40)
        for ours, is_reached in [(40.0, True), (41.0, True), (39.0, False)]:
            self.assertEqual(goal.is_reached(goal.value(results(ours, 1.0))), is_reached, ours)

    def test_what_was_not_measured_has_no_value_and_reaches_nothing(self):
        for goals in judged(Results()).values():
            for _, value, is_reached in goals:
                self.assertIsNone(value)
                self.assertFalse(is_reached)

    def test_growth_is_that_of_the_one_by_that_of_the_other(self):
        found = Results()
        for case, value in [("get-10k", 10.0), ("get-1m", 15.0), ("floor-get-10k", 4.0), ("floor-get-1m", 8.0)]:
            found.add("engine", "ours", case, "time", "ns", value)
        keys = {case: ("engine", "ours", case, "time") for case in ("get-10k", "get-1m", "floor-get-10k", "floor-get-1m")}
        goal = Goal(
            "grows less", keys["get-1m"], keys["floor-get-1m"], 1.1, since=(keys["get-10k"], keys["floor-get-10k"]))
        self.assertAlmostEqual(goal.value(found), 0.75)

    def test_small_ratios_are_told_as_fractions(self):
        goal = Goal("ratio", OURS, OTHER, 2)
        self.assertEqual([goal.measured(value) for value in (0.1, 0.05, 1.5, 12.34)], ["1/10.0", "1/20.0", "1.50×", "12.3×"])
        self.assertEqual(Goal("memory", OURS, at_most=64, unit="MB").measured(31.26), "31.3 MB")

    def test_numbers_have_three_digits(self):
        self.assertEqual([number(value) for value in (0.123, 1.234, 12.34, 123.4, 12345.6)], ["0.12", "1.23", "12.3", "123", "12,346"])

    def test_every_goal_has_one_limit(self):
        for goals in GOALS.values():
            for goal in goals:
                self.assertNotEqual(goal.at_most is None, goal.at_least is None, goal.text)
