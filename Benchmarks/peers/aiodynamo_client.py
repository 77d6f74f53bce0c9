# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""aiodynamo, on aiohttp, with which it is faster than on httpx: values are Python's own."""

import asyncio

import aiohttp
import common
from aiodynamo.client import Client
from aiodynamo.credentials import Key, StaticCredentials
from aiodynamo.expressions import HashKey
from aiodynamo.http.aiohttp import AIOHTTP
from aiodynamo.models import BatchWriteRequest
from aiodynamo.utils import dy2py
from yarl import URL


async def main():
    connector = aiohttp.TCPConnector(limit=common.CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector) as session:
        credentials = StaticCredentials(key=Key(id=common.ACCESS_KEY, secret=common.SECRET_KEY))
        client = Client(AIOHTTP(session), credentials, common.REGION, endpoint=URL(common.ENDPOINT))
        table = client.table(common.TABLE)

        async def get():
            assert (await table.get_item(common.KEY))["quantity"] == 17

        async def put():
            await table.put_item(items[0])

        async def query():
            found = [item async for item in table.query(HashKey("pk", common.KEY["pk"]))]
            assert len(found) == 100

        async def batch():
            assert not await client.batch_write({common.TABLE: BatchWriteRequest(items_to_put=items)})

        if common.IS_FIRST:
            await get()
            return common.report_first()
        items = [dy2py(item, float) for item in common.wire_items(25)]
        await common.measure_tasks({"get": get, "put": put, "query": query, "batch": batch})


asyncio.run(main())
