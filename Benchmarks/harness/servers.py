# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Measures local servers of DynamoDB over loopback: ours, moto and MiniStack, and the canned server as the floor.

What counts is how many operations a server answers for each second of processor time that it and its children use: the
client works beside it on the same machine, and must not matter.
"""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from . import building, machine, places
from .bodies import encoded
from .building import say
from .canned import free_port

GROUP = "server"
WORKS = ["get-raw", "put-raw", "query-raw"]
CONCURRENCIES = [16, 64]
TITLES = {
    "serve": "dynamodb serve, in memory",
    "serve-file": "dynamodb serve, in a file",
    "moto": "moto",
    "ministack": "MiniStack",
    "canned": "the canned server",
}


@dataclass
class Server:
    name: str
    #: The command; {port} and {folder} stand for a free port and a folder of its own.
    command: list
    environment: dict = field(default_factory=dict)
    version: str = ""
    #: Whether it has tables, which are to be filled.
    has_tables: bool = True

    @property
    def title(self):
        return TITLES[self.name]


def available(chosen, skipped):
    """The servers that can be had, of those chosen."""
    tool = str(building.command_line_tool())
    servers = [
        Server("serve", [tool, "serve", "--in-memory", "--port", "{port}"]),
        Server("serve-file", [tool, "serve", "--db-path", "{folder}/bench.sqlite", "--port", "{port}"]),
    ]
    for name, make in [("moto", moto), ("ministack", ministack), ("canned", canned)]:
        if chosen and name not in chosen:
            continue
        try:
            servers.append(make())
        except building.Missing as missing:
            say(f"skipped: {missing}")
            skipped.append(str(missing))
    return [server for server in servers if not chosen or server.name in chosen]


def moto():
    python = building.python_environment("moto")
    command = [str(python.parent / "moto_server"), "-H", "127.0.0.1", "-p", "{port}"]
    return Server("moto", command, version=building.package_version(python, "moto"))


def ministack():
    python = building.python_environment("ministack")
    # Only the service that is measured, and no line in the log for each request.
    environment = {"SERVICES": "dynamodb", "GATEWAY_PORT": "{port}", "BIND_HOST": "127.0.0.1", "LOG_LEVEL": "WARNING"}
    version = building.package_version(python, "ministack")
    return Server("ministack", [str(python.parent / "ministack")], environment, version)


def canned():
    building.make_canned_server()
    return Server("canned", [str(places.CANNED_SERVER), "{port}", str(places.BODIES)], has_tables=False)


def ask(url, operation, body):
    """One signed-looking request without a client library; raises OSError while nobody answers."""
    signature = "Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": f"DynamoDB_20120810.{operation}",
        "X-Amz-Date": "20260101T000000Z",
        "Authorization": f"AWS4-HMAC-SHA256 {signature}",
    }
    with urllib.request.urlopen(urllib.request.Request(url, encoded(body), headers), timeout=10) as answer:
        return answer.read()


class Running:
    """A server while it runs, in a folder of its own."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="dynamodb-bench-")
        port = str(free_port())
        self.url = f"http://127.0.0.1:{port}"

        def filled(text):
            return text.replace("{port}", port).replace("{folder}", self.folder)

        environment = {name: filled(value) for name, value in self.server.environment.items()}
        start = time.monotonic()
        self.process = subprocess.Popen(
            [filled(word) for word in self.server.command],
            env={**os.environ, "TMPDIR": self.folder, "PYTHONDONTWRITEBYTECODE": "1", **environment},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder,
        )
        self.wait()
        #: From the start of the process to its first answer, in milliseconds.
        self.start = (time.monotonic() - start) * 1000
        return self

    def wait(self):
        for _ in range(20000):
            try:
                ask(self.url, "ListTables", {})
                return
            except urllib.error.HTTPError:
                return  # the canned server does not know it, but answers
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.001)
        self.__exit__()
        raise RuntimeError("it did not answer")

    @property
    def cpu(self):
        return machine.cpu_seconds(self.process.pid)

    def memory(self, line="VmRSS"):
        return machine.resident_kilobytes(self.process.pid, line) / 1024

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def measure(results, chosen, load, options):
    """Measures the servers with the requests of `load`, a program of a client."""
    if not machine.HAS_PROC:
        return say("skipped: servers are measured on Linux only, which tells the processor time of other processes")
    counts = {}
    failed = set()
    concurrencies = CONCURRENCIES[:1] if options.quick else CONCURRENCIES
    for turn in range(min(options.reps, 3)):
        for server in chosen:
            say(f"servers: round {turn + 1} of {min(options.reps, 3)}, {server.title}")
            try:
                measure_server(results, server, load, options, concurrencies, counts, failed)
            except Exception as error:
                say(f"{server.name} failed: {error}")
    for server in chosen:
        measure_starts(results, server, options)


def measure_server(results, server, load, options, concurrencies, counts, failed):
    with Running(server) as running:
        if server.has_tables:
            subprocess.run([*load.command, running.url, "seed"], check=True, stdout=subprocess.DEVNULL, timeout=120)
        for work in WORKS:
            for concurrency in concurrencies:
                case = (server.name, work, concurrency)
                if case in failed or is_too_slow(results, server, work, concurrency):
                    continue
                try:
                    if case not in counts:
                        used, count, _ = one_run(running, load, work, concurrency, concurrency * 4)
                        counts[case] = fitting_count(count, used, concurrency, options.secs)
                    used, count, wall = one_run(running, load, work, concurrency, counts[case])
                except Exception as error:
                    say(f"{server.name} {work}, {concurrency} at a time, failed: {error}")
                    failed.add(case)
                    continue
                counts[case] = fitting_count(count, used, concurrency, options.secs)
                if used:
                    results.add(GROUP, server.name, f"{work}@{concurrency}", "per CPU second", "operations/s", count / used)
                    results.add(GROUP, server.name, f"{work}@{concurrency}", "rate", "operations/s", count / wall)
        if server.has_tables:
            results.add(GROUP, server.name, "after the load", "memory", "MB", running.memory())


def is_too_slow(results, server, work, concurrency):
    """Whether a client would give up: with so many requests at a time, each takes longer than it waits."""
    rate = results.median((GROUP, server.name, f"{work}@{CONCURRENCIES[0]}", "rate"))
    return rate is not None and concurrency / rate > 3


def one_run(running, load, work, concurrency, count):
    """The seconds of processor time that the server used, the number of operations, and the seconds that passed."""
    # The connections are opened before the clock starts; each has had its first request then.
    before = running.cpu
    warmup = concurrency
    result = load.run(running.url, work, concurrency, count, warmup)
    return running.cpu - before, count + warmup, result["wall"]


def fitting_count(count, used, concurrency, seconds):
    """How many operations take so many seconds of the server's processor time."""
    return max(concurrency * 2, min(200_000, int(count / max(used, 0.02) * seconds)))


def measure_starts(results, server, options):
    say(f"servers: the start of {server.title}")
    for turn in range(5 if options.quick else 11):
        try:
            with Running(server) as running:
                # The first start reads the program from the disk.
                if turn:
                    results.add(GROUP, server.name, "start", "time", "ms", running.start)
                    results.add(GROUP, server.name, "idle", "memory", "MB", running.memory())
                    results.add(GROUP, server.name, "idle", "own memory", "MB", running.memory("RssAnon"))
        except RuntimeError as error:
            return say(f"{server.name} failed: {error}")


    if server.name == "serve" and shutil.which("strip"):
        results.add(GROUP, server.name, "program", "size", "MB", program_megabytes(server.command[0]))


def program_megabytes(path):
    """The size of a program without its symbols."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, Path(folder) / "program")
        subprocess.run(["strip", str(copy)], check=True)
        return Path(copy).stat().st_size / 1e6
