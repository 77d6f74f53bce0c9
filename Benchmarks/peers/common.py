# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""What the Python programs have in common: their arguments, the items, the clock and the line of JSON.

    program ENDPOINT WORK CONCURRENCY COUNT WARMUP    with a work of: get put query batch
    program ENDPOINT first                            one GetItem, from the start of the process

The variable BODIES names the folder that `bench.py` has written items.json to.
"""

import asyncio
import json
import os
import resource
import sys
import threading
import time

ACCESS_KEY, SECRET_KEY = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
REGION = "us-east-1"
TABLE = "bench"
KEY = {"pk": "customer#00000042", "sk": "order#2026-11-22T20:22:18.000Z#000000"}
WIRE_KEY = {name: {"S": value} for name, value in KEY.items()}

ENDPOINT, WORK = sys.argv[1], sys.argv[2]
IS_FIRST = WORK == "first"
CONCURRENCY, COUNT, WARMUP = (1, 1, 0) if IS_FIRST else (int(number) for number in sys.argv[3:6])
CONNECTIONS = max(10, CONCURRENCY)


def wire_items(count):
    with open(os.path.join(os.environ["BODIES"], "items.json"), encoding="utf-8") as file:
        return json.load(file)[:count]


def usage():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def report_first():
    cpu, memory = usage()
    print(json.dumps({"first": True, "rss_kb": memory, "cpu": cpu}), flush=True)


def report(before, start):
    wall = time.monotonic() - start
    cpu, memory = usage()
    result = {"op": WORK, "conc": CONCURRENCY, "n": COUNT, "wall": wall, "cpu": cpu - before, "rss_kb": memory}
    print(json.dumps(result), flush=True)


def shares(total):
    return [total // CONCURRENCY + (worker < total % CONCURRENCY) for worker in range(CONCURRENCY)]


def measure_threads(works):
    def run(count):
        for _ in range(count):
            works[WORK]()

    def perform(total):
        if CONCURRENCY == 1:
            return run(total)
        failures = []

        def worker(count):
            try:
                run(count)
            except BaseException as failure:
                failures.append(failure)

        threads = [threading.Thread(target=worker, args=(share,)) for share in shares(total)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    perform(WARMUP)
    before, start = usage()[0], time.monotonic()
    perform(COUNT)
    report(before, start)


async def measure_tasks(works):
    async def worker(count):
        for _ in range(count):
            await works[WORK]()

    async def perform(total):
        await asyncio.gather(*(worker(share) for share in shares(total)))

    await perform(WARMUP)
    before, start = usage()[0], time.monotonic()
    await perform(COUNT)
    report(before, start)
