# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""What the programs that test the server as clients of it have in common.

A program is a list of checks: functions with a sentence as their name in the report. It gets the URL of the server as its
argument, runs every check, tells on standard output what failed, and leaves a report in JSON in the file that is its second
argument: the sentences, and the operations that were answered with success.
"""

import json
import os
import sys
import time
import traceback

# Any credentials will do, and those of the person who runs the tests must not be used.
for name in list(os.environ):
    if name.startswith("AWS_"):
        del os.environ[name]
os.environ.update(
    AWS_ACCESS_KEY_ID="local",
    AWS_SECRET_ACCESS_KEY="local",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)

_checks = []
_operations = set()


def check(sentence):
    """Makes a function a check."""

    def register(function):
        _checks.append((sentence, function))
        return function

    return register


def note_operation(name):
    """Notes that the server carried out an operation."""
    _operations.add(name)


def note_operations_of(client):
    """Notes each operation of a botocore client that succeeds from now on."""

    def note(http_response, model, **_):
        if http_response.status_code == 200:
            note_operation(model.name)

    client.meta.events.register("after-call.*.*", note)
    return client


def expect(condition, *what):
    """Fails the check unless the condition holds."""
    if not condition:
        raise AssertionError(" ".join(map(repr, what)) or "is not so")


def expect_equal(found, wanted):
    """Fails the check unless both are equal."""
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def wait_until(condition, seconds=20):
    """Asks again until the condition holds: for what another process does in its own time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not become so in time")
        time.sleep(0.01)


def run(*arguments):
    """Runs every check with the arguments, and ends the process."""
    only = os.environ.get("ONLY")
    failed = 0
    for sentence, function in _checks:
        if only and only not in sentence:
            continue
        try:
            function(*arguments)
        except Exception:
            failed += 1
            print(f"FAILED: {sentence}")
            traceback.print_exc(file=sys.stdout)
    print(f"{len(_checks)} checks, {failed} failed")
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as report:
            json.dump({"checks": [sentence for sentence, _ in _checks], "operations": sorted(_operations)}, report)
    sys.stdout.flush()
    sys.exit(1 if failed else 0)
