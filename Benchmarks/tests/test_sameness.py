# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

import json
import unittest

from harness import bodies, sameness


class SamenessTests(unittest.TestCase):
    def differences(self, operation, change):
        request = json.loads(json.dumps(bodies.requests()[operation]))
        change(request)
        return sameness.differences(operation, json.dumps(request).encode())

    def test_what_the_harness_wants_is_the_same(self):
        for operation in bodies.requests():
            self.assertEqual(self.differences(operation, lambda request: None), [])

    def test_order_digits_and_names_do_not_matter(self):
        def reorder(request):
            request["Item"]["tags"]["SS"].reverse()
            request["Item"]["price"]["N"] = "1249.950"

        def rename(request):
            request.update(
                KeyConditionExpression="(#a = :b)", ExpressionAttributeNames={"#a": "pk"},
                ExpressionAttributeValues={":b": bodies.KEY["pk"]})

        self.assertEqual(self.differences("PutItem", reorder), [])
        self.assertEqual(self.differences("Query", rename), [])

    def test_other_work_is_told(self):
        changes = [
            ("PutItem", lambda request: request["Item"].pop("name")),
            ("GetItem", lambda request: request["Key"]["sk"].update(S="other")),
            ("Query", lambda request: request.update(KeyConditionExpression="sk = :p")),
            ("BatchWriteItem", lambda request: request["RequestItems"]["bench"].pop()),
            ("GetItem", lambda request: request.update(TableName="other")),
        ]
        for operation, change in changes:
            self.assertEqual(len(self.differences(operation, change)), 1, operation)


class BodiesTests(unittest.TestCase):
    def test_an_order_has_about_a_kilobyte(self):
        self.assertTrue(900 < len(bodies.encoded(bodies.order(0))) < 1024)

    def test_a_page_is_a_mebibyte_and_one_brace_short_of_json(self):
        page = bodies.page()
        self.assertTrue(bodies.PAGE_BYTES <= len(page) < bodies.PAGE_BYTES * 1.01)
        answer = json.loads(page + b"}")
        self.assertEqual(answer["Count"], len(answer["Items"]))
