# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""aiobotocore's client, on aiohttp: values stay as DynamoDB's JSON has them."""

import asyncio

import common
from aiobotocore.config import AioConfig
from aiobotocore.session import get_session


async def main():
    async with get_session().create_client(
        "dynamodb",
        region_name=common.REGION,
        endpoint_url=common.ENDPOINT,
        aws_access_key_id=common.ACCESS_KEY,
        aws_secret_access_key=common.SECRET_KEY,
        config=AioConfig(max_pool_connections=common.CONNECTIONS),
    ) as client:

        async def get():
            answer = await client.get_item(TableName=common.TABLE, Key=common.WIRE_KEY)
            assert answer["Item"]["quantity"] == {"N": "17"}

        async def put():
            await client.put_item(TableName=common.TABLE, Item=items[0])

        async def query():
            answer = await client.query(
                TableName=common.TABLE,
                KeyConditionExpression="pk = :p",
                ExpressionAttributeValues={":p": common.WIRE_KEY["pk"]},
            )
            assert len(answer["Items"]) == 100

        async def batch():
            requests = [{"PutRequest": {"Item": item}} for item in items]
            answer = await client.batch_write_item(RequestItems={common.TABLE: requests})
            assert not answer["UnprocessedItems"]

        if common.IS_FIRST:
            await get()
            return common.report_first()
        items = common.wire_items(25)
        await common.measure_tasks({"get": get, "put": put, "query": query, "batch": batch})


asyncio.run(main())
