# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Clients that send or read slowly, of a server with little patience."""

import json
import time

from checks import check, expect, expect_equal, run
from raw_http import ask, connect, head, is_well, request

# Far longer than that patience, as the machine may be busy.
LONG = 60


@check("who sends slowly, or nothing at all, is not waited for without end")
def slow():
    silent, half, drip = connect(), connect(), connect()
    half.sendall(request("ListTables")[:40])
    drip.sendall(head("ListTables", 1000))
    end = time.monotonic() + LONG
    try:
        while time.monotonic() < end:
            drip.sendall(b" ")
            time.sleep(0.1)
    except OSError:
        pass
    expect(time.monotonic() < end, "a request that drips is still taken")
    for connection in (silent, half):
        connection.settimeout(LONG)
        expect_equal(connection.recv(1), b"")
    is_well()


@check("who asks for much and takes none of it is not waited for without end")
def greedy():
    table = {
        "TableName": "large",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    expect_equal(ask(request("CreateTable", json.dumps(table).encode()))[0], 200)
    for number in range(10):
        item = {"pk": {"S": str(number)}, "data": {"S": "d" * 100_000}}
        put = request("PutItem", json.dumps({"TableName": "large", "Item": item}).encode())
        expect_equal(ask(put)[0], 200)
    with connect() as connection:
        # Far more than the buffers of both sides hold.
        connection.sendall(request("Scan", b'{"TableName":"large"}') * 60)
        end = time.monotonic() + LONG
        try:
            while time.monotonic() < end:
                connection.sendall(b"P")
                time.sleep(0.1)
        except OSError:
            pass
        expect(time.monotonic() < end, "a client that reads nothing is still waited for")
    is_well()


run()
