# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

SWIFT ?= swift

# An expression that takes the type checker this many milliseconds gets a warning, and `make test` refuses warnings.
# Every build uses the same flags: other flags would mean building everything again.
SWIFT_FLAGS ?= -Xswiftc -Xfrontend -Xswiftc -warn-long-expression-type-checking=200

SOURCES = Package.swift Sources Tests Examples/Package.swift Examples/Sources Examples/Tests \
	Benchmarks/Package.swift Benchmarks/Sources

export SWIFT SWIFT_FLAGS

.PHONY: help quickstart test examples fuzz compatibility measure bench bench-check lint format docs consumers clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quickstart: ## Run the operations of DynamoDBClient on a database file, and show each call with its result
	@scripts/setup.sh
	@$(SWIFT) run $(SWIFT_FLAGS) dynamodb quickstart

test: ## Build and run every test; TEST_FLAGS="--filter Paging" runs some
	@scripts/setup.sh test
	@scripts/test.sh $(TEST_FLAGS)

fuzz: ## Ask the router a million damaged requests; FUZZ_CALLS=n asks another number
	@scripts/setup.sh test
	@FUZZ_CALLS=$${FUZZ_CALLS:-1000000} scripts/test.sh --filter RouterFuzzTests

compatibility: ## Write docs/compatibility.md from what the clients of the tests do
	@scripts/setup.sh test
	@WRITE_COMPATIBILITY=1 scripts/test.sh --filter CompatibilityPageTests

measure: ## Build the command for release, and measure its start, its memory and its size
	@scripts/setup.sh test
	@$(SWIFT) build -c release --product dynamodb
	@python3 scripts/measure_server.py "$$($(SWIFT) build -c release --show-bin-path)/dynamodb"

bench: ## Measure everything beside its peers, and write docs/performance.md; BENCH_FLAGS="--quick" is short
	@scripts/setup.sh bench
	@python3 Benchmarks/bench.py $(BENCH_FLAGS)

bench-check: ## Compare the hot paths with Benchmarks/baseline.json, as ratios to their floors; by hand, not in CI
	@scripts/setup.sh bench
	@python3 Benchmarks/bench.py --check $(BENCH_FLAGS)

examples: ## Build Examples as the package that it is, and run its tests
	@scripts/setup.sh
	@$(SWIFT) test --package-path Examples --disable-xctest $(SWIFT_FLAGS)

lint: ## Check the style of the code
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

format: ## Bring the code into the style that can be had automatically
	@$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

docs: ## Write the documentation to .build/docs
	@scripts/setup.sh
	@scripts/docs.sh

consumers: ## Check what packages fetch and build that depend on this one
	@scripts/setup.sh
	@scripts/check-consumers.sh

clean: ## Remove what was built, and the database of the quick start
	@rm -rf .build Benchmarks/.build Benchmarks/.peers quickstart.sqlite quickstart.sqlite-shm quickstart.sqlite-wal
