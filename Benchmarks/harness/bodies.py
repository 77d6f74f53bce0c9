# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The bodies of the canned server: the same bytes in every run, of the orders that BenchmarkSupport/Order.swift makes.

An order is about 1 KB of DynamoDB's JSON, and has strings, numbers, a flag, a set, a list of maps and a map in a map.
"""

import json

from . import places

DESCRIPTION = (
    "Large format print, 420 x 594 mm, matt paper 230 g/m\u00b2, packed flat. "
    'The customer asked for "no plastic" and delivery on a weekday before noon; '
    "second attempt goes to the neighbour at number 14.\n"
    "Invoice by e-mail. Paid by card on the day of the order, refund window 30 days, "
    "reference 7f3c9a52-1d0b-4c0e-9d57-5a1f0e6b8c21."
)
#: What DynamoDB reads for one page.
PAGE_BYTES = 1 << 20
PAGES = 1024


def order(number):
    return {
        "pk": {"S": "customer#00000042"},
        "sk": {"S": f"order#2026-11-22T20:22:18.{number % 1000:03}Z#{number:06}"},
        "name": {"S": f"Ada Lovelace-Byron {number:03}"},
        "description": {"S": DESCRIPTION},
        "quantity": {"N": str(17 + number)},
        "price": {"N": f"{1249.95 + number:.2f}"},
        "active": {"BOOL": number % 2 == 0},
        "tags": {"SS": ["express", "fragile", "gift-wrapped", "repeat-customer"]},
        "history": {
            "L": [
                {"M": {"ts": {"N": "1795378938123"}, "event": {"S": "created"}}},
                {"M": {"ts": {"N": "1795378940456"}, "event": {"S": "paid"}}},
            ]
        },
        "address": {
            "M": {
                "street": {"S": "12 St James's Square"},
                "city": {"S": "London"},
                "zip": {"S": "SW1Y 4JH"},
                "primary": {"BOOL": True},
                "geo": {"M": {"lat": {"N": "51.507351"}, "lon": {"N": "-0.135424"}}},
            }
        },
    }


KEY = {name: order(0)[name] for name in ("pk", "sk")}


def encoded(value):
    """As DynamoDB writes it: UTF-8, without spaces."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def page():
    """A page of a scan without its last brace: the canned server writes where the next one begins."""
    orders, size = [], 0
    while size < PAGE_BYTES:
        orders.append(order(len(orders)))
        size += len(encoded(orders[-1])) + 1
    body = {"Count": len(orders), "Items": orders, "ScannedCount": len(orders)}
    return encoded(body)[:-1]


def answers():
    """The body of each operation's answer."""
    orders = [order(number) for number in range(100)]
    return {
        "GetItem": encoded({"Item": orders[0]}),
        "PutItem": encoded({}),
        "UpdateItem": encoded({"Attributes": orders[0]}),
        "Query": encoded({"Count": 100, "Items": orders, "ScannedCount": 100}),
        "BatchWriteItem": encoded({"UnprocessedItems": {}}),
        "Scan": page(),
    }


def requests():
    """What each client has to send, as DynamoDB's JSON."""
    puts = [{"PutRequest": {"Item": order(number)}} for number in range(25)]
    return {
        "GetItem": {"TableName": "bench", "Key": KEY},
        "PutItem": {"TableName": "bench", "Item": order(0)},
        "Query": {
            "TableName": "bench",
            "KeyConditionExpression": "pk = :p",
            "ExpressionAttributeValues": {":p": KEY["pk"]},
        },
        "BatchWriteItem": {"RequestItems": {"bench": puts}},
    }


def write():
    places.BODIES.mkdir(parents=True, exist_ok=True)
    for operation, body in answers().items():
        places.BODIES.joinpath(f"{operation}.json").write_bytes(body)
    places.BODIES.joinpath("items.json").write_bytes(encoded([order(number) for number in range(100)]))
