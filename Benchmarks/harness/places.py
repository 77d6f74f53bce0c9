# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Where things are."""

from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
#: What is installed and made for a run; nothing of it is kept in the repository.
WORK = BENCHMARKS / ".peers"
BODIES = WORK / "bodies"
CANNED_SERVER = WORK / "canned" / "server"
GO_CLIENT = WORK / "go" / "client"
PEERS = BENCHMARKS / "peers"
RESULTS = BENCHMARKS / "results"
BASELINE = BENCHMARKS / "baseline.json"
TEMPLATE = BENCHMARKS / "performance.md.template"
PAGE = ROOT / "docs" / "performance.md"
README = ROOT / "README.md"
