# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""boto3's Table: values are Python's own. Each thread has a Table of its own, as boto3 asks for; they share the client."""

import threading

import boto3
import common
from boto3.dynamodb.conditions import Key
from boto3.dynamodb.types import TypeDeserializer
from botocore.config import Config

database = boto3.resource(
    "dynamodb",
    region_name=common.REGION,
    endpoint_url=common.ENDPOINT,
    aws_access_key_id=common.ACCESS_KEY,
    aws_secret_access_key=common.SECRET_KEY,
    config=Config(max_pool_connections=common.CONNECTIONS),
)
of_thread = threading.local()


def table():
    if not hasattr(of_thread, "table"):
        of_thread.table = database.Table(common.TABLE)
    return of_thread.table


def get():
    assert table().get_item(Key=common.KEY)["Item"]["quantity"] == 17


def put():
    table().put_item(Item=items[0])


def query():
    answer = table().query(KeyConditionExpression=Key("pk").eq(common.KEY["pk"]))
    assert len(answer["Items"]) == 100


def batch():
    # The resource's client converts Python's values too.
    requests = [{"PutRequest": {"Item": item}} for item in items]
    assert not database.meta.client.batch_write_item(RequestItems={common.TABLE: requests})["UnprocessedItems"]


if common.IS_FIRST:
    get()
    common.report_first()
else:
    deserializer = TypeDeserializer()
    items = [{name: deserializer.deserialize(value) for name, value in item.items()} for item in common.wire_items(25)]
    common.measure_threads({"get": get, "put": put, "query": query, "batch": batch})
