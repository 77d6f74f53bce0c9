# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Clients that send slowly, to a server with little patience."""

import time

from checks import check, expect, expect_equal, run
from raw_http import connect, head, is_well, request

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


run()
