# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""boto3's resources, the interface with Python's own types, against the server."""

import sys
from decimal import Decimal

from checks import check, expect, expect_equal, note_operations_of, run

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary

db = boto3.resource("dynamodb", endpoint_url=sys.argv[1])
note_operations_of(db.meta.client)


def create(name):
    table = db.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    )
    table.wait_until_exists()
    return table


@check("Python's own types are written and read")
def types():
    table = create("types")
    item = {
        "pk": "a",
        "sk": "1",
        "number": Decimal("3.14"),
        "text": "é",
        "bytes": Binary(b"\x00\xff"),
        "flag": False,
        "nothing": None,
        "list": ["a", Decimal(1), {"b": True}],
        "strings": {"x", "y"},
        "numbers": {Decimal(1), Decimal(2)},
    }
    table.put_item(Item=item)
    expect_equal(table.get_item(Key={"pk": "a", "sk": "1"})["Item"], item)


@check("conditions of boto3 make queries, filters and guards")
def conditions():
    table = create("conditions")
    for number in range(30):
        table.put_item(Item={"pk": "p", "sk": f"{number:03}", "n": number, "kind": "even" if number % 2 == 0 else "odd"})
    found = table.query(
        KeyConditionExpression=Key("pk").eq("p") & Key("sk").begins_with("01"),
        FilterExpression=Attr("kind").eq("even") & Attr("n").between(10, 16),
        ProjectionExpression="n",
    )
    expect_equal([int(item["n"]) for item in found["Items"]], [10, 12, 14, 16])
    expect_equal(found["ScannedCount"], 10)
    some = table.scan(FilterExpression=Attr("n").is_in([1, 2, 99]) | ~Attr("kind").exists())
    expect_equal(sorted(int(item["n"]) for item in some["Items"]), [1, 2])
    try:
        table.delete_item(Key={"pk": "p", "sk": "000"}, ConditionExpression=Attr("n").gt(5))
    except db.meta.client.exceptions.ConditionalCheckFailedException as error:
        expect_equal(error.response["Error"]["Message"], "The conditional request failed")
    else:
        raise AssertionError("the condition did not hold")


@check("a query is read on with the key of its last item")
def pages():
    table = create("paged")
    with table.batch_writer() as batch:
        for number in range(100):
            batch.put_item(Item={"pk": "p", "sk": f"{number:03}"})
    found, arguments = [], {"KeyConditionExpression": Key("pk").eq("p"), "Limit": 17, "ScanIndexForward": False}
    while True:
        page = table.query(**arguments)
        found += [item["sk"] for item in page["Items"]]
        if "LastEvaluatedKey" not in page:
            break
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]
    expect_equal(found, [f"{number:03}" for number in reversed(range(100))])


@check("the batch writer writes, deletes and leaves out what is written twice")
def batch_writer():
    table = create("batched")
    with table.batch_writer(overwrite_by_pkeys=["pk", "sk"]) as batch:
        for number in range(60):
            batch.put_item(Item={"pk": "p", "sk": f"{number % 50}", "n": number})
        batch.delete_item(Key={"pk": "p", "sk": "0"})
    expect_equal(table.scan(Select="COUNT")["Count"], 49)
    expect_equal(table.get_item(Key={"pk": "p", "sk": "9"})["Item"]["n"], 59)


@check("updates return what they made")
def updates():
    table = create("updated")
    answer = table.update_item(
        Key={"pk": "a", "sk": "1"},
        UpdateExpression="SET #l = list_append(if_not_exists(#l, :none), :more) ADD hits :one",
        ExpressionAttributeNames={"#l": "list"},
        ExpressionAttributeValues={":none": [], ":more": ["x"], ":one": 1},
        ReturnValues="ALL_NEW",
    )
    expect_equal(answer["Attributes"], {"pk": "a", "sk": "1", "list": ["x"], "hits": 1})


@check("tables are listed, loaded and deleted")
def tables():
    names = {table.name for table in db.tables.all()}
    expect({"types", "paged"} <= names, names)
    table = db.Table("paged")
    expect_equal(table.table_status, "ACTIVE")
    expect_equal(table.provisioned_throughput["ReadCapacityUnits"], 5)
    table.delete()
    table.wait_until_not_exists()
    expect("paged" not in {table.name for table in db.tables.limit(100)})


run()
