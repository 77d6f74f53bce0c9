# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Resolves endpoints with the rules in botocore.

    python3 resolve_endpoints.py QUESTIONS ANSWERS

QUESTIONS is a JSON array of parameters of the rules; ANSWERS gets one object each: the URL and the region of
signatures if the rules name one, or neither where the rules refuse the parameters.
"""

import json
import sys

try:
    import botocore.exceptions
    import botocore.loaders
    from botocore.endpoint_provider import EndpointProvider
except ImportError:
    sys.exit(3)

LOADER = botocore.loaders.create_loader()
PARTITIONS = LOADER.load_data("partitions")
PROVIDERS = {}


def provider(service):
    if service not in PROVIDERS:
        rules = LOADER.load_service_model(service, "endpoint-rule-set-1")
        PROVIDERS[service] = EndpointProvider(rules, PARTITIONS)
    return PROVIDERS[service]


def resolve(question):
    try:
        endpoint = provider(question["service"]).resolve_endpoint(**question["parameters"])
    except botocore.exceptions.EndpointProviderError:
        return {}
    schemes = endpoint.properties.get("authSchemes") or [{}]
    return {"url": endpoint.url, "signingRegion": schemes[0].get("signingRegion")}


with open(sys.argv[1], encoding="utf-8") as source:
    answers = [resolve(question) for question in json.load(source)]
with open(sys.argv[2], "w", encoding="utf-8") as target:
    json.dump(answers, target)
