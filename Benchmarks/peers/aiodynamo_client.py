# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""aiodynamo: values are Python's own. Its HTTP client is the one that AIODYNAMO_HTTP names: aiohttp or httpx."""

import asyncio
import os

import common
from aiodynamo.client import Client
from aiodynamo.credentials import Key, StaticCredentials
from aiodynamo.expressions import HashKey
from aiodynamo.models import BatchWriteRequest
from aiodynamo.utils import dy2py
from yarl import URL


def http_client():
    if os.environ.get("AIODYNAMO_HTTP") == "httpx":
        import httpx
        from aiodynamo.http.httpx import HTTPX

        limits = httpx.Limits(max_connections=common.CONNECTIONS, max_keepalive_connections=common.CONNECTIONS)
        session = httpx.AsyncClient(limits=limits)
        return session, HTTPX(session)
    import aiohttp
    from aiodynamo.http.aiohttp import AIOHTTP

    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=common.CONNECTIONS))
    return session, AIOHTTP(session)


async def main():
    session, http = http_client()
    async with session:
        credentials = StaticCredentials(key=Key(id=common.ACCESS_KEY, secret=common.SECRET_KEY))
        client = Client(http, credentials, common.REGION, endpoint=URL(common.ENDPOINT))
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
