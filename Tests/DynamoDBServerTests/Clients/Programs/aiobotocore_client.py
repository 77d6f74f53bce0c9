# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""aiobotocore, with many requests at once, against the server."""

import asyncio
import sys

from checks import check, expect, expect_equal, note_operations_of, run

from aiobotocore.session import get_session


def with_client(body):
    async def main():
        async with get_session().create_client("dynamodb", endpoint_url=sys.argv[1]) as client:
            await body(note_operations_of(client))

    return lambda: asyncio.run(main())


def check_async(sentence):
    return lambda body: check(sentence)(with_client(body))


@check_async("a table is created and waited for")
async def table(db):
    await db.create_table(
        TableName="async",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    await db.get_waiter("table_exists").wait(TableName="async")


@check_async("three hundred writes and reads at once are all answered")
async def many(db):
    await asyncio.gather(
        *(db.put_item(TableName="async", Item={"pk": {"S": f"k{n}"}, "n": {"N": str(n)}}) for n in range(300))
    )
    answers = await asyncio.gather(*(db.get_item(TableName="async", Key={"pk": {"S": f"k{n}"}}) for n in range(300)))
    expect_equal([answer["Item"]["n"]["N"] for answer in answers], [str(n) for n in range(300)])


@check_async("a scan is read page by page")
async def pages(db):
    found, count = set(), 0
    async for page in db.get_paginator("scan").paginate(TableName="async", PaginationConfig={"PageSize": 50}):
        found |= {item["pk"]["S"] for item in page["Items"]}
        count += 1
    expect_equal(len(found), 300)
    expect(count >= 6)


@check_async("counters that many increase at once are right")
async def counters(db):
    await asyncio.gather(
        *(
            db.update_item(
                TableName="async",
                Key={"pk": {"S": "counter"}},
                UpdateExpression="ADD hits :one",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )
            for _ in range(200)
        )
    )
    answer = await db.get_item(TableName="async", Key={"pk": {"S": "counter"}}, ConsistentRead=True)
    expect_equal(answer["Item"]["hits"], {"N": "200"})


@check_async("batches, transactions and deletions work")
async def others(db):
    await db.batch_write_item(
        RequestItems={"async": [{"PutRequest": {"Item": {"pk": {"S": f"b{n}"}}}} for n in range(25)]}
    )
    await db.transact_write_items(
        TransactItems=[{"Delete": {"TableName": "async", "Key": {"pk": {"S": f"b{n}"}}}} for n in range(24)]
    )
    answer = await db.batch_get_item(
        RequestItems={"async": {"Keys": [{"pk": {"S": f"b{n}"}} for n in range(25)]}}
    )
    expect_equal(answer["Responses"]["async"], [{"pk": {"S": "b24"}}])
    await db.delete_item(TableName="async", Key={"pk": {"S": "b24"}})
    await db.delete_table(TableName="async")


run()
