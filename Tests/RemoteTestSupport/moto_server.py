# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Runs moto's server on a free loopback port, prints the port, and ends when its standard input is closed."""

import logging
import os
import sys

# Each test has a region of its own: moto keeps them apart.
os.environ["MOTO_ALLOW_NONEXISTENT_REGION"] = "true"

try:
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server
except ImportError as problem:
    sys.exit(f"moto is missing ({problem}): run `make test`, which installs it")

logging.getLogger("werkzeug").setLevel(logging.ERROR)


class KeepAlive(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"


def main():
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=KeepAlive)
    print(server.server_port, flush=True)
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
