# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""HTTP as bytes on a socket, for what no client would send."""

import json
import socket
import sys
import urllib.parse
import zlib

from checks import expect, expect_equal

URL = urllib.parse.urlsplit(sys.argv[1])


def connect():
    connection = socket.create_connection((URL.hostname, URL.port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def head(operation, length, **more):
    """The head of a request."""
    headers = {
        "Host": URL.netloc,
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": f"DynamoDB_20120810.{operation}",
        "X-Amz-Date": "20260101T000000Z",
        "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/r/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    }
    if length is not None:
        headers["Content-Length"] = str(length)
    headers.update({name.replace("_", "-"): value for name, value in more.items()})
    return ("POST / HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers.items()) + "\r\n").encode()


def request(operation, body=b"{}", **more):
    return head(operation, len(body), **more) + body


class Answers:
    """Reads one answer after the other."""

    def __init__(self, connection):
        self.file = connection.makefile("rb")

    def next(self, has_body=True):
        """Status, headers and body; nothing if the connection is closed."""
        line = self.file.readline()
        if not line:
            return None
        headers = {}
        while (field := self.file.readline().strip()):
            name, _, value = field.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = self.file.read(int(headers.get("content-length", 0))) if has_body else b""
        return int(line.split()[1]), headers, body


def ask(data):
    """The answer to bytes on a connection of their own; nothing if it is closed."""
    with connect() as connection:
        try:
            connection.sendall(data)
            return Answers(connection).next()
        except (BrokenPipeError, ConnectionResetError):
            return None


def is_well():
    """Whether the server still works."""
    status, headers, body = ask(request("ListTables"))
    expect_equal(status, 200)
    expect("TableNames" in json.loads(body))
    expect_equal(int(headers["x-amz-crc32"]), zlib.crc32(body))


def error_of(answer):
    return json.loads(answer[2])["__type"].partition("#")[2]
