# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""boto3's client: values stay as DynamoDB's JSON has them."""

import boto3
import common
from botocore.config import Config

client = boto3.client(
    "dynamodb",
    region_name=common.REGION,
    endpoint_url=common.ENDPOINT,
    aws_access_key_id=common.ACCESS_KEY,
    aws_secret_access_key=common.SECRET_KEY,
    config=Config(max_pool_connections=common.CONNECTIONS),
)


def get():
    assert client.get_item(TableName=common.TABLE, Key=common.WIRE_KEY)["Item"]["quantity"] == {"N": "17"}


def put():
    client.put_item(TableName=common.TABLE, Item=items[0])


def query():
    answer = client.query(
        TableName=common.TABLE,
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": common.WIRE_KEY["pk"]},
    )
    assert len(answer["Items"]) == 100


def batch():
    requests = [{"PutRequest": {"Item": item}} for item in items]
    assert not client.batch_write_item(RequestItems={common.TABLE: requests})["UnprocessedItems"]


if common.IS_FIRST:
    get()
    common.report_first()
else:
    items = common.wire_items(25)
    common.measure_threads({"get": get, "put": put, "query": query, "batch": batch})
