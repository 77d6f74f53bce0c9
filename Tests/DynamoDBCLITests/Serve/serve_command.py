# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""`dynamodb serve` as somebody starts it: its arguments, its end, and what its files hold afterwards."""

import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from datetime import timedelta
from unittest import mock

sys.path.insert(0, sys.argv[3])
from checks import check, expect, expect_equal, run, wait_until  # noqa: E402

import boto3  # noqa: E402
import botocore.auth  # noqa: E402
from botocore.config import Config  # noqa: E402
from botocore.exceptions import BotoCoreError, ClientError  # noqa: E402

COMMAND = sys.argv[1]

# For the thousand connections.
resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)


class Server:
    """The command, started; killed at the end of the block unless it has ended."""

    def __init__(self, *arguments, files=None, **environment):
        def limit():
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.process = subprocess.Popen(
            [COMMAND, "serve", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
            preexec_fn=limit,
        )
        self.line = self.process.stdout.readline()
        address = re.search(r"http://[^ ,]+", self.line)
        self.url = address and address.group()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def end(self, number=signal.SIGTERM):
        """Ends it with a signal, and tells its status and what it wrote to standard error."""
        self.process.send_signal(number)
        return self.result()

    def result(self):
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors

    def client(self, **settings):
        return boto3.client(
            "dynamodb",
            endpoint_url=self.url,
            config=Config(retries={"total_max_attempts": 1}, max_pool_connections=20),
            **settings,
        )


def create(client):
    client.create_table(
        TableName="table",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )


def stored(client):
    pages = client.get_paginator("scan").paginate(TableName="table")
    return {item["pk"]["S"] for page in pages for item in page["Items"]}


class Load:
    """Threads that write until the server is gone, and what it acknowledged to them."""

    def __init__(self, client, name):
        self.acknowledged = set()
        self.failures = []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(client, f"{name}-{n}")) for n in range(6)]
        for thread in self.threads:
            thread.start()

    def write(self, client, name):
        number = 0
        while True:
            key = f"{name}-{number}"
            try:
                client.put_item(TableName="table", Item={"pk": {"S": key}, "data": {"S": "d" * 300}})
            except ClientError as error:
                self.failures.append(error)
                return
            except (BotoCoreError, OSError):
                return
            self.acknowledged.add(key)
            if len(self.acknowledged) > 200:
                self.enough.set()
            number += 1

    def join(self):
        for thread in self.threads:
            thread.join(60)
        expect_equal(self.failures, [])


@check("the first line of the output says where the server listens")
def line():
    with Server("--port", "0") as server:
        expect(re.fullmatch(r"Serving DynamoDB on http://127\.0\.0\.1:\d+, data in memory .*\n", server.line), server.line)
        expect_equal(server.client().list_tables()["TableNames"], [])


@check("the flags of DynamoDB Local are understood")
def flags():
    with Server("-port", "0", "-inMemory", "-sharedDb", "-disableTelemetry", "-cors", "*") as server:
        expect_equal(server.client().list_tables()["TableNames"], [])
    with Server("-port", "0", "-inMemory", "-cors", "http://localhost:3000, https://Shop.example/") as server:
        for origin, status, allowed in [
            ("https://shop.example", 200, "https://shop.example"),
            ("http://evil.example", 403, None),
        ]:
            question = urllib.request.Request(server.url, method="OPTIONS", headers={"Origin": origin})
            try:
                answer = urllib.request.urlopen(question)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                expect_equal(answer.status, status)
                expect_equal(answer.headers.get("Access-Control-Allow-Origin"), allowed)
    with Server("-delayTransientStatuses") as server:
        status, errors = server.result()
        expect(status != 0)
        expect("-delayTransientStatuses is not offered" in errors, errors)
    with Server("-inMemory", "-dbPath", ".") as server:
        expect(server.result()[0] != 0)


@check("a file keeps the data, alone or in a directory")
def files():
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(folder, f"{folder}/link")
        for arguments, name in [
            (["-dbPath", folder], "dynamodb.sqlite"),
            (["--db-path", f"{folder}/own.db"], "own.db"),
            (["--db-path", f"{folder}/link"], "dynamodb.sqlite"),
        ]:
            with Server("--port", "0", *arguments) as server:
                if "link" not in arguments[1]:
                    create(server.client())
                server.client().put_item(TableName="table", Item={"pk": {"S": "a"}})
                expect_equal(server.end(), (0, ""))
            expect(name in os.listdir(folder), os.listdir(folder))
            expect_equal([file for file in os.listdir(folder) if file.startswith(name + "-")], [])
            with Server("--port", "0", *arguments) as server:
                expect_equal(stored(server.client()), {"a"})
    for path in ["/nowhere/at/all.db", ""]:
        with Server("--port", "0", "--db-path", path) as server:
            status, errors = server.result()
            expect_equal(status, 1)
            expect(errors.startswith("dynamodb: "), errors)


@check("options that mean nothing together are refused")
def contradictions():
    for command, arguments, words in [
        ("serve", ["--stale-reads-seed", "7"], "is of use only with --stale-reads"),
        ("serve", ["--stale-reads-probability", "0.1"], "is of use only with --stale-reads"),
        ("serve", ["--access-key-id", "a"], "is of use only with --verify-signatures"),
        ("quickstart", ["--path", "x", "--endpoint-url", "http://127.0.0.1:1"], "not both"),
    ]:
        run = subprocess.run([COMMAND, command, *arguments], capture_output=True, text=True, timeout=60)
        expect(run.returncode != 0)
        expect(words in run.stderr, run.stderr)


@check("a port that is taken is told in a line")
def taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with Server("--port", str(port)) as server:
            status, errors = server.result()
            expect_equal(status, 1)
            expect_equal(len(errors.splitlines()), 1)
            expect(errors.startswith(f"dynamodb: Port {port} of 127.0.0.1 is taken"), errors)


@check("SIGTERM and SIGINT end the server when what has begun is answered, and every answer is kept")
def graceful():
    for number in (signal.SIGTERM, signal.SIGINT):
        with tempfile.TemporaryDirectory() as folder:
            with Server("--port", "0", "--db-path", f"{folder}/db") as server:
                create(server.client())
                load = Load(server.client(), "run")
                expect(load.enough.wait(60))
                expect_equal(server.end(number), (0, ""))
                load.join()
            expect_equal(os.listdir(folder), ["db"])
            with Server("--port", "0", "--db-path", f"{folder}/db") as server:
                expect_equal(load.acknowledged - stored(server.client()), set())


@check("who keeps a connection open, sends half a request or takes nothing of an answer does not hold up the end")
def stubborn():
    with Server("--port", "0") as server:
        client = server.client()
        create(client)
        # Far more than the buffers of both sides hold.
        keys = [{"pk": {"S": str(number)}} for number in range(40)]
        for key in keys:
            client.put_item(TableName="table", Item={**key, "data": {"S": "d" * 390_000}})
        body = json.dumps({"RequestItems": {"table": {"Keys": keys}}}).encode()
        fields = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": "DynamoDB_20120810.BatchGetItem",
            "X-Amz-Date": "20260101T000000Z",
            "Authorization": "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0",
        }
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as idle, socket.create_connection((host, int(port))) as half:
            half.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            greedy = http.client.HTTPConnection(host, int(port))
            greedy.request("POST", "/", body, fields)
            # Its answer is there, and most of it not taken.
            expect_equal(greedy.getresponse().status, 200)
            expect_equal(server.end()[0], 0)
            greedy.close()


@check("SIGKILL under load loses no acknowledged write")
def killed():
    with tempfile.TemporaryDirectory() as folder:
        acknowledged = set()
        for turn in range(3):
            with Server("--port", "0", "--db-path", f"{folder}/db") as server:
                client = server.client()
                if turn == 0:
                    create(client)
                load = Load(client, f"run{turn}")
                expect(load.enough.wait(60))
                server.process.kill()
                load.join()
                acknowledged |= load.acknowledged
            with Server("--port", "0", "--db-path", f"{folder}/db") as server:
                expect_equal(acknowledged - stored(server.client()), set())


@check("a process that may open few files refuses no one for good")
def few_files():
    with Server("--port", "0", files=100) as server:
        host, port = server.url.removeprefix("http://").split(":")
        connections = [socket.create_connection((host, int(port)), timeout=20) for _ in range(150)]
        for connection in connections:
            connection.close()
        expect_equal(server.client().list_tables()["TableNames"], [])
        expect_equal(server.end()[0], 0)


# Not in the process of the tests: with so many open files Foundation's Process reads beyond its list of them.
@check("a thousand idle connections leave room for one that works")
def crowds():
    with Server("--port", "0") as server:
        host, port = re.search(r"http://([^:]+):([0-9]+)", server.url).groups()
        connections = []
        try:
            for _ in range(1000):
                connections.append(socket.create_connection((host, int(port)), timeout=30))
            create(server.client())
        finally:
            for connection in connections:
                connection.close()
        expect_equal(server.client().list_tables()["TableNames"], ["table"])


@check("the quick start runs on the server as it does on a file")
def quick_start():
    with Server("--port", "0") as server:
        for _ in range(2):
            run = subprocess.run(
                [COMMAND, "quickstart", "--endpoint-url", server.url], capture_output=True, text=True, timeout=120
            )
            expect_equal((run.returncode, run.stderr), (0, ""))
            expect("UNEXPECTED" not in run.stdout, run.stdout)
        expect_equal(sorted(server.client().list_tables()["TableNames"]), ["quickstart-agents", "quickstart-users"])


@check("a log tells each request if asked to, and no value")
def logs():
    with Server("--port", "0", "--log-level", "debug") as server:
        create(server.client())
        server.client().put_item(TableName="table", Item={"pk": {"S": "hidden-value"}})
        status, errors = server.end()
        expect_equal(status, 0)
        expect("DynamoDB_20120810.PutItem" in errors, errors)
        expect("hidden-value" not in errors, errors)


@check("the region and the account are those of the names of tables")
def region():
    for options, arn in [
        (["--region", "eu-west-1"], "arn:aws:dynamodb:eu-west-1:000000000000:table/table"),
        (["--account-id", "123456789012"], "arn:aws:dynamodb:us-east-1:123456789012:table/table"),
        (["--region", "cn-north-1"], "arn:aws-cn:dynamodb:cn-north-1:000000000000:table/table"),
    ]:
        with Server("--port", "0", *options) as server:
            create(server.client())
            told = server.client().describe_table(TableName=arn)["Table"]["TableArn"]
            expect_equal(told, arn)


@check("expired items go, and stale reads come the same way again")
def behaviour():
    with Server("--port", "0", "--ttl-period", "1") as server:
        client = server.client()
        create(client)
        client.put_item(TableName="table", Item={"pk": {"S": "old"}, "expires": {"N": str(int(time.time()) - 60)}})
        client.update_time_to_live(
            TableName="table", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
        )
        wait_until(lambda: stored(client) == set())
    found = []
    for _ in range(2):
        with Server("--port", "0", "--stale-reads", "--stale-reads-seed", "7") as server:
            client = server.client()
            create(client)
            reads = []
            for number in range(30):
                client.put_item(TableName="table", Item={"pk": {"S": "a"}, "n": {"N": str(number)}})
                item = client.get_item(TableName="table", Key={"pk": {"S": "a"}}).get("Item", {})
                reads.append(item.get("n", {}).get("N"))
                item = client.get_item(TableName="table", Key={"pk": {"S": "a"}}, ConsistentRead=True)["Item"]
                expect_equal(item["n"]["N"], str(number))
            found.append(reads)
    expect(found[0] != [str(number) for number in range(30)], "no read was stale")
    expect_equal(found[0], found[1])


@check("signatures are checked if asked for: the key, the secret and the time")
def signatures():
    key = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "the-secret"}
    environment = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "the-secret"}
    with Server("--port", "0", "--verify-signatures", **environment) as server:

        def refusal(shift=timedelta(), **changes):
            real = botocore.auth.get_current_datetime
            with mock.patch("botocore.auth.get_current_datetime", lambda *a, **k: real(*a, **k) + shift):
                try:
                    server.client(**{**key, **changes}).list_tables()
                except ClientError as error:
                    return error.response["Error"]
            return None

        expect_equal(refusal(), None)
        expect_equal(refusal(region_name="eu-west-1"), None)
        expect_equal(refusal(shift=timedelta(minutes=-10)), None)
        wrong = refusal(aws_secret_access_key="another")
        expect_equal(wrong["Code"], "InvalidSignatureException")
        expect(wrong["Message"].startswith("The request signature we calculated does not match"), wrong)
        unknown = refusal(aws_access_key_id="AKIDOTHER")
        expect_equal(unknown["Code"], "UnrecognizedClientException")
        expect_equal(unknown["Message"], "The security token included in the request is invalid.")
        old = refusal(shift=timedelta(minutes=-20))
        expect_equal(old["Code"], "InvalidSignatureException")
        expect(old["Message"].startswith("Signature expired: "), old)
        # How old a signature is counts before whose it is.
        expect_equal(refusal(shift=timedelta(minutes=-20), aws_access_key_id="AKIDOTHER")["Code"], old["Code"])
        early = refusal(shift=timedelta(minutes=20))
        expect(early["Message"].startswith("Signature not yet current: "), early)
        token = refusal(aws_session_token="a-token")
        expect_equal((token["Code"], token["Message"]), (unknown["Code"], unknown["Message"]))
    environment["AWS_SESSION_TOKEN"] = "of-the-variables"
    for arguments, ours in [
        ([], "of-the-variables"),
        (["--session-token", "of-the-flag"], "of-the-flag"),
        # A token of the variables belongs to the key of the variables.
        (["--access-key-id", "AKIDEXAMPLE"], None),
    ]:
        with Server("--port", "0", "--verify-signatures", *arguments, **environment) as server:
            for theirs in (None, "of-the-variables", "of-the-flag", "of-the-flagx"):
                try:
                    server.client(**key, aws_session_token=theirs).list_tables()
                    found = None
                except ClientError as error:
                    found = error.response["Error"]["Code"]
                expect_equal(found, None if theirs == ours else "UnrecognizedClientException")
    without = {"AWS_SESSION_TOKEN": "", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    with Server("--port", "0", "--verify-signatures", **without) as server:
        status, errors = server.result()
        expect_equal(status, 1)
        expect("needs a key" in errors, errors)


run()
