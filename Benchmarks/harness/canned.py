# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The canned server, while it runs."""

import json
import socket
import subprocess
import time
import urllib.request

from . import bodies, places


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class CannedServer:
    def __init__(self, pages=bodies.PAGES):
        self.pages = pages

    def __enter__(self):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([str(places.CANNED_SERVER), str(port), str(places.BODIES), str(self.pages)])
        for _ in range(200):
            try:
                self.statistics()
                return self
            except OSError:
                time.sleep(0.01)
        self.__exit__()
        raise RuntimeError("the canned server did not start")

    def statistics(self):
        """The counts of requests, of those without a signature, and of connections."""
        with urllib.request.urlopen(f"{self.url}/stats", timeout=5) as answer:
            return json.load(answer)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
