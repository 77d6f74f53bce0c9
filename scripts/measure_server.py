# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Measures a program that serves DynamoDB: how soon it answers, how much memory it has, how large it is.

    measure_server.py PROGRAM [ARGUMENT...]

The program is started with the arguments `serve --port N` unless others are given, in which {port} stands for the port.
"""

import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

STARTS = 20
WRITES = 2_000
HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20260101T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def ask(connection, operation, body="{}"):
    connection.request("POST", "/", body, {**HEADERS, "X-Amz-Target": f"DynamoDB_20120810.{operation}"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        sys.exit(f"{operation} was answered with {answer.status}: {text.decode()}")


def start(command):
    """Starts the program, and tells how many milliseconds it took to the first answer."""
    port = free_port()
    begin = time.monotonic()
    process = subprocess.Popen(
        [word.replace("{port}", str(port)) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            ask(connection, "ListTables")
            return process, connection, (time.monotonic() - begin) * 1000
        except ConnectionError:
            if process.poll() is not None:
                sys.exit("the program ended before it answered")
            time.sleep(0.0005)


def memory(process):
    """The resident memory in megabytes."""
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, text=True, check=True)
    return int(kilobytes.stdout) / 1024


def own_memory(process):
    """What of the resident memory costs a machine, in words; empty where the system does not tell."""
    amounts = {}
    try:
        with open(f"/proc/{process.pid}/smaps_rollup") as rollup:
            for line in rollup:
                name, _, rest = line.partition(":")
                if rest.endswith("kB\n"):
                    amounts[name] = int(rest.split()[0]) / 1024
    except OSError:
        return ""
    if "Private_Dirty" not in amounts:
        return ""
    own = amounts["Private_Dirty"]
    return f" ({own:.1f} MB of its own, the rest is code mapped from files, which the system can drop or share)"


def size(program):
    """The size without symbols in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(program, os.path.join(folder, "program"))
        subprocess.run(["strip", copy], check=True)
        return os.path.getsize(copy) / 1e6


def main():
    program = sys.argv[1]
    command = [program, *(sys.argv[2:] or ["serve", "--port", "{port}"])]
    times = []
    for _ in range(STARTS):
        process, connection, elapsed = start(command)
        times.append(elapsed)
        connection.close()
        process.kill()
        process.wait()
    process, connection, _ = start(command)
    idle, own = memory(process), own_memory(process)
    ask(
        connection,
        "CreateTable",
        '{"TableName":"table","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],'
        '"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"}',
    )
    for number in range(WRITES):
        ask(connection, "PutItem", f'{{"TableName":"table","Item":{{"pk":{{"S":"{number}"}},"data":{{"S":"{"d" * 300}"}}}}}}')
    busy = memory(process)
    process.kill()
    process.wait()
    print(f"first answer after start   {statistics.median(times):.0f} ms (median of {STARTS}, slowest {max(times):.0f} ms)")
    print(f"memory when idle           {idle:.1f} MB{own}")
    print(f"memory after {WRITES} writes   {busy:.1f} MB")
    print(f"program without symbols    {size(program):.1f} MB")


main()
