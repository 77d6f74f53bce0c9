# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Signs requests with botocore.

    python3 sign_requests.py QUESTIONS ANSWERS

QUESTIONS is a JSON array of requests; ANSWERS gets one object a request: what was signed, and the signature.
"""

import base64
import datetime
import json
import sys

try:
    import botocore.auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    sys.exit(3)


class RecordingAuth(botocore.auth.SigV4Auth):
    def canonical_request(self, request):
        self.canonical = super().canonical_request(request)
        return self.canonical

    def string_to_sign(self, request, canonical_request):
        self.signed = super().string_to_sign(request, canonical_request)
        return self.signed


def sign(question):
    time = datetime.datetime.fromtimestamp(question["time"], datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda *arguments, **names: time
    request = AWSRequest(
        method=question["method"], url=question["url"], data=base64.b64decode(question["body"])
    )
    for name, value in question["headers"]:
        request.headers[name] = value
    credentials = Credentials(question["accessKeyID"], question["secret"], question.get("token"))
    auth = RecordingAuth(credentials, question["service"], question["region"])
    auth.add_auth(request)
    return {
        "canonicalRequest": auth.canonical,
        "stringToSign": auth.signed,
        "authorization": request.headers["Authorization"],
    }


with open(sys.argv[1], encoding="utf-8") as source:
    answers = [sign(question) for question in json.load(source)]
with open(sys.argv[2], "w", encoding="utf-8") as target:
    json.dump(answers, target)
