# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Clients that behave badly, and networks on bad days: the server answers or closes the connection, and goes on."""

import gzip
import json
import random
import resource
import socket
import time
import zlib

from checks import check, expect, expect_equal, run
from raw_http import Answers, ask, connect, error_of, head, is_well, request

LIMIT = 16 * 1024 * 1024

resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)


@check("a body of 16 MiB is taken, and a longer one is refused with 413, told or found out")
def long_bodies():
    body = b'{"Limit":5' + b" " * (LIMIT - 11) + b"}"
    expect_equal(ask(request("ListTables", body))[0], 200)
    expect_equal(ask(head("ListTables", LIMIT + 1))[0], 413)
    with connect() as connection:
        connection.sendall(head("ListTables", None, Transfer_Encoding="chunked"))
        piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in range(300):
                connection.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = Answers(connection).next()
        expect(answer is None or answer[0] == 413, answer)
    is_well()


@check("a body that comes in chunks is taken")
def chunks():
    with connect() as connection:
        connection.sendall(head("ListTables", None, Transfer_Encoding="chunked"))
        for piece in (b"1\r\n{\r\n", b"1\r\n}\r\n", b"0\r\n\r\n"):
            connection.sendall(piece)
        expect_equal(Answers(connection).next()[0], 200)


@check("half a request is no request, wherever it breaks off")
def halves():
    whole = request("ListTables")
    for end in range(0, len(whole), 7):
        with connect() as connection:
            connection.sendall(whole[:end])
    is_well()


@check("a client that has ended its own side gets its answer")
def half_closed():
    with connect() as connection:
        connection.sendall(request("ListTables"))
        connection.shutdown(socket.SHUT_WR)
        answers = Answers(connection)
        expect_equal(answers.next()[0], 200)
        expect_equal(answers.next(), None)
    is_well()


@check("requests in one piece are answered one after the other")
def pipelining():
    with connect() as connection:
        operations = ["ListTables", "DescribeTable"] * 50
        connection.sendall(
            b"".join(request(operation, json.dumps({"TableName": "none"}).encode()) for operation in operations)
        )
        answers = Answers(connection)
        for operation in operations:
            status, _, body = answers.next()
            expect_equal(status, 200 if operation == "ListTables" else 400)
            expect_equal(b"TableNames" in body, operation == "ListTables")


@check("a connection is kept, and closed when the client says so")
def keeping():
    with connect() as connection:
        answers = Answers(connection)
        for _ in range(20):
            connection.sendall(request("ListTables"))
            expect_equal(answers.next()[0], 200)
        connection.sendall(request("ListTables", Connection="close"))
        expect_equal(answers.next()[0], 200)
        expect_equal(answers.next(), None)


@check("a client of HTTP/1.0 gets its answer and the end of the connection, unless it asks to keep it")
def old_clients():
    old = request("ListTables").replace(b"HTTP/1.1", b"HTTP/1.0", 1)
    with connect() as connection:
        connection.sendall(old)
        answers = Answers(connection)
        expect_equal(answers.next()[0], 200)
        expect_equal(answers.next(), None)
    with connect() as connection:
        answers = Answers(connection)
        for _ in range(3):
            connection.sendall(old.replace(b"\r\n", b"\r\nConnection: keep-alive\r\n", 1))
            status, fields, _ = answers.next()
            expect_equal((status, fields["connection"]), (200, "keep-alive"))


@check("a client that waits for it is told to send the body")
def expectations():
    with connect() as connection:
        answers = Answers(connection)
        for body in (b"{}", b'{"Limit":5' + b" " * 2_000_000 + b"}"):
            connection.sendall(head("ListTables", len(body), Expect="100-continue"))
            expect_equal(connection.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            connection.sendall(body)
            expect_equal(answers.next()[0], 200)
    expect_equal(ask(head("ListTables", LIMIT + 1, Expect="100-continue"))[0], 413)
    status, fields, _ = ask(head("ListTables", 2, Expect="a-miracle"))
    expect_equal((status, fields["connection"]), (417, "close"))
    is_well()


@check("a client that asks for another protocol is answered, and can ask no more")
def upgrades():
    with connect() as connection:
        connection.sendall(request("ListTables", Connection="Upgrade, HTTP2-Settings", Upgrade="h2c", HTTP2_Settings=""))
        answers = Answers(connection)
        status, fields, _ = answers.next()
        expect_equal((status, fields["connection"]), (200, "close"))
        expect_equal(answers.next(), None)
    is_well()


@check("what is no HTTP is answered with 400 or a closed connection")
def no_http():
    rubbish = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"\r\n" * 1000 + b"\x00",
        b"P" * 100_000,
        b"POST /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ]
    generator = random.Random(20_26)
    rubbish += [generator.randbytes(generator.randrange(1, 300)) for _ in range(100)]
    for data in rubbish:
        with connect() as connection:
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                answer = Answers(connection).next()
            except (ConnectionResetError, BrokenPipeError, OSError):
                answer = None
            expect(answer is None or 400 <= answer[0] < 500, data[:40], answer)
    is_well()


@check("headers have a limit")
def headers():
    answer = ask(request("ListTables", X_Filler="x" * 20_000))
    expect(answer is None or answer[0] in (400, 431), answer)
    many = {f"X_{number}": "x" for number in range(2_000)}
    answer = ask(request("ListTables", **many))
    expect(answer is None or answer[0] in (400, 431), answer)
    is_well()


@check("JSON that is deep, long, doubled or broken is answered at once")
def bad_json():
    start = time.monotonic()
    for body, error in [
        (b"[" * 1_000_000, "SerializationException"),
        (b'{"a":' * 1_000_000, "SerializationException"),
        (b'{"TableName":"\xff\xfe"}', "SerializationException"),
        (b'{"TableName":"\xed\xa0\x80"}', "SerializationException"),
        (b'{"TableName":"\\ud800"}', "SerializationException"),
        (b'{"TableName":' + b"9" * 1_000_000 + b"}", "SerializationException"),
        (b'{"TableName":"abc","Limit":1e999999999}', None),
        (b'{"TableName":"abc","Key":{"pk":{"N":"' + b"9" * 1_000_000 + b'"}}}', "ValidationException"),
        (b'{"TableName":"abc","Key":{"pk":{"N":"1e999999999999"}}}', "ValidationException"),
        (b'{"TableName":"first","TableName":"abc","Key":{"pk":{"S":"a"}}}', None),
        (b'{"TableName":"abc","Key":{"pk":{"S":"a"},"pk":{"S":"b"}}}', None),
        (b"\x00" * 1000, "SerializationException"),
    ]:
        answer = ask(request("GetItem", body))
        expect_equal(answer[0], 400)
        expect(error is None or error_of(answer) == error, body[:60], answer[2])
    expect(time.monotonic() - start < 60)
    is_well()


@check("compressed requests are taken, and those that would burst are refused")
def compression():
    expect_equal(ask(request("ListTables", gzip.compress(b"{}"), Content_Encoding="gzip"))[0], 200)
    bomb = gzip.compress(b" " * (300 * 1024 * 1024), compresslevel=1)
    expect_equal(ask(request("ListTables", bomb, Content_Encoding="gzip"))[0], 413)
    for damaged in (b"", b"\x1f\x8b", gzip.compress(b"{}")[:-3], gzip.compress(b"{}") + b"x"):
        answer = ask(request("ListTables", damaged, Content_Encoding="gzip"))
        expect_equal(answer[0], 400)
    is_well()


@check("a long answer is compressed for who accepts it, and its checksum is that of the bytes sent")
def compressed_answers():
    name = "n" * 200
    for number in range(40):
        table = {
            "TableName": f"{name}{number:02}",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        }
        expect_equal(ask(request("CreateTable", json.dumps(table).encode()))[0], 200)
    for accepted, is_compressed in [("gzip", True), ("deflate, gzip;q=0.5", True), ("gzip;q=0", False), ("identity", False)]:
        status, fields, body = ask(request("ListTables", Accept_Encoding=accepted))
        expect_equal(status, 200)
        expect_equal(fields.get("content-encoding"), "gzip" if is_compressed else None)
        expect_equal(int(fields["x-amz-crc32"]), zlib.crc32(body))
        text = gzip.decompress(body) if is_compressed else body
        expect_equal(len(json.loads(text)["TableNames"]), 40)
    expect("content-encoding" not in ask(request("ListTables", b'{"Limit":1}', Accept_Encoding="gzip"))[1])


@check("other methods are answered")
def methods():
    status, _, body = ask(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    expect_equal((status, body), (200, b"healthy: dynamodb.us-east-1.amazonaws.com "))
    for method in (b"PUT", b"DELETE", b"PATCH"):
        expect_equal(ask(method + b" / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")[0], 404)
    with connect() as connection:
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + request("ListTables"))
        answers = Answers(connection)
        expect_equal(answers.next(has_body=False)[0], 404)
        expect_equal(answers.next()[0], 200)


run()
