# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Checks that every client sends the same work: its requests are compared with those of `bodies.py` by what they mean."""

import decimal
import http.server
import json
import threading
import zlib

from . import bodies

OPERATIONS = {
    "get-raw": "GetItem", "get": "GetItem", "put-raw": "PutItem", "put": "PutItem",
    "query-raw": "Query", "query": "Query", "batch": "BatchWriteItem",
}


class Recorder(http.server.ThreadingHTTPServer):
    """Answers as the canned server does, and keeps the last request of each operation."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = bodies.answers()
        self.seen = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers["X-Amz-Target"].split(".")[-1]
        self.server.seen[operation] = (body, "Authorization" in self.headers)
        answer = self.server.answers[operation]
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("x-amzn-RequestId", "0" * 52)
        self.send_header("x-amz-crc32", str(zlib.crc32(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def meaning(value):
    """A value in which two that mean the same are equal: the order of a set and the digits of a number do not matter."""
    if isinstance(value, dict):
        if len(value) == 1:
            (kind, content), = value.items()
            if kind == "SS":
                return {kind: sorted(content)}
            if kind == "N":
                return {kind: decimal.Decimal(content).normalize()}
        return {name: meaning(content) for name, content in value.items()}
    if isinstance(value, list):
        return [meaning(element) for element in value]
    return value


def condition(request):
    """A query with the names and placeholders of its condition resolved, however a client has chosen them."""
    text = request.get("KeyConditionExpression", "")
    for placeholder, name in request.get("ExpressionAttributeNames", {}).items():
        text = text.replace(placeholder, name)
    for placeholder, value in request.get("ExpressionAttributeValues", {}).items():
        text = text.replace(placeholder, json.dumps(value))
    return "".join(text.replace("(", "").replace(")", "").split())


def puts(request):
    """What a batch writes, without the order, which does not matter."""
    writes = request["RequestItems"]["bench"]
    return sorted((meaning(write["PutRequest"]["Item"]) for write in writes), key=lambda item: item["sk"]["S"])


def differences(operation, body):
    """What a request has other than it should; empty if it asks for the same."""
    request, wanted = json.loads(body), bodies.requests()[operation]
    if request.get("TableName", "bench") != "bench":
        return ["another table"]
    if operation == "Query":
        return [] if condition(request) == condition(wanted) else [f"another condition: {condition(request)}"]
    if operation == "BatchWriteItem":
        return [] if puts(request) == puts(wanted) else ["other items"]
    part = "Item" if operation == "PutItem" else "Key"
    one, two = meaning(request[part]), meaning(wanted[part])
    return [f"another {name}: {one.get(name)}" for name in {**one, **two} if one.get(name) != two.get(name)]


def check(chosen, tells_all=True):
    """Prints a line for each program and work, or for each that differs, and tells whether all send the same."""
    server = Recorder()
    are_same = True
    for program in chosen:
        for work in program.works:
            operation = OPERATIONS[work]
            server.seen.clear()
            try:
                program.run(server.url, program.works[work], 1, 2, 1)
                body, is_signed = server.seen[operation]
                found = differences(operation, body) + ([] if is_signed else ["no signature"])
                size = f"{len(body):>6} bytes"
            except Exception as error:
                found, size = [f"failed: {error}"], ""
            are_same = are_same and not found
            if tells_all or found:
                print(f"{program.name:<18} {work:<10} {size}  {'; '.join(found) or 'the same'}", flush=True)
    server.shutdown()
    return are_same
