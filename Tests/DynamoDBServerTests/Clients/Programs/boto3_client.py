# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""boto3's client against the server."""

import gzip
import sys
import threading
from decimal import Decimal

from checks import check, expect, expect_equal, note_operations_of, run, wait_until

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]


def make(service, **settings):
    client = boto3.client(service, endpoint_url=ENDPOINT, config=Config(retries={"total_max_attempts": 1}, **settings))
    return note_operations_of(client)


db = make("dynamodb")
streams = make("dynamodbstreams")


def create(name, sort="N", **more):
    """A table with the keys pk (S) and sk, and none of the waiting that a service needs."""
    db.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": sort},
            *more.pop("definitions", []),
        ],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        BillingMode="PAY_PER_REQUEST",
        **more,
    )
    db.get_waiter("table_exists").wait(TableName=name)
    return name


def key(pk, sk):
    return {"pk": {"S": pk}, "sk": {"N": str(sk)}}


def refused(code, function, **arguments):
    """The error with which a call is refused."""
    try:
        function(**arguments)
    except ClientError as error:
        expect_equal(error.response["Error"]["Code"], code)
        return error
    raise AssertionError(f"{code} did not come")


@check("a table is created, waited for, described, listed page by page, and deleted")
def tables():
    for number in range(5):
        create(f"pages-{number}")
    pages = list(db.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 2}))
    expect(len(pages) >= 3)
    names = [name for page in pages for name in page["TableNames"]]
    expect({f"pages-{number}" for number in range(5)} <= set(names))
    table = db.describe_table(TableName="pages-1")["Table"]
    expect_equal(table["TableStatus"], "ACTIVE")
    expect_equal(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
    expect(table["TableArn"].endswith(":table/pages-1"))
    for number in range(5):
        db.delete_table(TableName=f"pages-{number}")
        db.get_waiter("table_not_exists").wait(TableName=f"pages-{number}")
    error = refused("ResourceNotFoundException", db.describe_table, TableName="pages-1")
    expect(isinstance(error, db.exceptions.ResourceNotFoundException))


@check("values of all ten types come back as they were")
def types():
    create("types")
    item = {
        **key("all", 1),
        "s": {"S": "é \U0001F600 \u0000 \" \\"},
        "n": {"N": "12345678901234567890123456789012345678"},
        "small": {"N": "-0.00000000000000000000000001"},
        "b": {"B": bytes(range(256))},
        "bool": {"BOOL": True},
        "null": {"NULL": True},
        "l": {"L": [{"S": "a"}, {"L": []}, {"M": {}}]},
        "m": {"M": {"deep": {"M": {"deeper": {"N": "1"}}}}},
        "ss": {"SS": ["a", "b"]},
        "ns": {"NS": ["1", "2.5"]},
        "bs": {"BS": [b"x", b"y"]},
    }
    db.put_item(TableName="types", Item=item)
    found = db.get_item(TableName="types", Key=key("all", 1), ConsistentRead=True)["Item"]
    for name in ("ss", "ns", "bs"):
        (tag,) = found[name]
        found[name] = {tag: sorted(found[name][tag])}
    expect_equal(found, item)
    projected = db.get_item(
        TableName="types",
        Key=key("all", 1),
        ProjectionExpression="m.#d, l[0]",
        ExpressionAttributeNames={"#d": "deep"},
    )["Item"]
    expect_equal(projected, {"m": {"M": {"deep": {"M": {"deeper": {"N": "1"}}}}}, "l": {"L": [{"S": "a"}]}})
    expect("Item" not in db.get_item(TableName="types", Key=key("none", 1)))


@check("conditions decide on writes, and a refused write can tell the item it met")
def conditions():
    create("conditions")
    db.put_item(TableName="conditions", Item={**key("a", 1), "v": {"N": "1"}})
    error = refused(
        "ConditionalCheckFailedException",
        db.put_item,
        TableName="conditions",
        Item=key("a", 1),
        ConditionExpression="attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    expect_equal(error.response["Item"]["v"], {"N": "1"})
    expect_equal(error.response["Error"]["Message"], "The conditional request failed")
    changed = db.update_item(
        TableName="conditions",
        Key=key("a", 1),
        UpdateExpression="SET v = v + :one, #n = if_not_exists(#n, :name) ADD tags :tags REMOVE absent",
        ConditionExpression="v < :limit",
        ExpressionAttributeNames={"#n": "name"},
        ExpressionAttributeValues={
            ":one": {"N": "1"},
            ":limit": {"N": "10"},
            ":name": {"S": "first"},
            ":tags": {"SS": ["x"]},
        },
        ReturnValues="UPDATED_NEW",
    )["Attributes"]
    expect_equal(changed, {"v": {"N": "2"}, "name": {"S": "first"}, "tags": {"SS": ["x"]}})
    old = db.delete_item(TableName="conditions", Key=key("a", 1), ReturnValues="ALL_OLD")["Attributes"]
    expect_equal(old["v"], {"N": "2"})


@check("a query is read page by page, forwards, backwards and through an index")
def query():
    create(
        "query",
        definitions=[{"AttributeName": "team", "AttributeType": "S"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-team",
                "KeySchema": [
                    {"AttributeName": "team", "KeyType": "HASH"},
                    {"AttributeName": "sk", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    for number in range(50):
        db.put_item(TableName="query", Item={**key("p", number), "team": {"S": f"t{number % 2}"}})
    pages = list(
        db.get_paginator("query").paginate(
            TableName="query",
            KeyConditionExpression="pk = :p AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues={":p": {"S": "p"}, ":from": {"N": "5"}, ":to": {"N": "44"}},
            PaginationConfig={"PageSize": 7},
        )
    )
    expect_equal([len(page["Items"]) for page in pages], [7, 7, 7, 7, 7, 5])
    expect_equal([int(item["sk"]["N"]) for page in pages for item in page["Items"]], list(range(5, 45)))
    last = db.query(
        TableName="query",
        IndexName="by-team",
        KeyConditionExpression="team = :t",
        ExpressionAttributeValues={":t": {"S": "t1"}},
        ScanIndexForward=False,
        Limit=3,
    )
    expect_equal([item["sk"]["N"] for item in last["Items"]], ["49", "47", "45"])
    count = db.query(
        TableName="query",
        KeyConditionExpression="pk = :p",
        FilterExpression="team = :t",
        ExpressionAttributeValues={":p": {"S": "p"}, ":t": {"S": "t0"}},
        Select="COUNT",
    )
    expect_equal((count["Count"], count["ScannedCount"]), (25, 50))


@check("a scan is read page by page, and in parallel segments")
def scan():
    create("scan")
    for number in range(60):
        db.put_item(TableName="scan", Item=key(f"p{number}", number))
    pages = list(db.get_paginator("scan").paginate(TableName="scan", PaginationConfig={"PageSize": 11}))
    expect_equal(sum(page["Count"] for page in pages), 60)
    found = []
    for segment in range(4):
        for page in db.get_paginator("scan").paginate(TableName="scan", Segment=segment, TotalSegments=4):
            found += [int(item["sk"]["N"]) for item in page["Items"]]
    expect_equal(sorted(found), list(range(60)))


@check("batches write and read several tables at once")
def batches():
    create("batch-a")
    create("batch-b")
    answer = db.batch_write_item(
        RequestItems={
            "batch-a": [{"PutRequest": {"Item": key("a", number)}} for number in range(20)],
            "batch-b": [{"PutRequest": {"Item": key("b", number)}} for number in range(5)],
        }
    )
    expect_equal(answer["UnprocessedItems"], {})
    found = db.batch_get_item(
        RequestItems={
            "batch-a": {"Keys": [key("a", number) for number in range(25)]},
            "batch-b": {"Keys": [key("b", 1)], "ProjectionExpression": "sk"},
        }
    )
    expect_equal(len(found["Responses"]["batch-a"]), 20)
    expect_equal(found["Responses"]["batch-b"], [{"sk": {"N": "1"}}])
    db.batch_write_item(RequestItems={"batch-b": [{"DeleteRequest": {"Key": key("b", 1)}}]})
    expect("Item" not in db.get_item(TableName="batch-b", Key=key("b", 1)))
    error = refused(
        "ValidationException",
        db.batch_write_item,
        RequestItems={"batch-a": [{"DeleteRequest": {"Key": key("a", number)}} for number in range(26)]},
    )
    expect("25" in error.response["Error"]["Message"])


@check("a transaction writes all of its items or none, says why, and is done once for one token")
def transactions():
    create("transact")
    put = {"Put": {"TableName": "transact", "Item": {**key("a", 1), "v": {"N": "1"}}}}
    add = {
        "Update": {
            "TableName": "transact",
            "Key": key("b", 1),
            "UpdateExpression": "ADD v :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }
    for _ in range(2):
        db.transact_write_items(TransactItems=[put, add], ClientRequestToken="token-of-this-test")
    read = db.transact_get_items(
        TransactItems=[{"Get": {"TableName": "transact", "Key": key(pk, 1)}} for pk in ("a", "b", "none")]
    )["Responses"]
    expect_equal([answer.get("Item", {}).get("v") for answer in read], [{"N": "1"}, {"N": "1"}, None])
    refused(
        "IdempotentParameterMismatchException",
        db.transact_write_items,
        TransactItems=[put],
        ClientRequestToken="token-of-this-test",
    )
    error = refused(
        "TransactionCanceledException",
        db.transact_write_items,
        TransactItems=[
            {"Delete": {"TableName": "transact", "Key": key("b", 1)}},
            {
                "ConditionCheck": {
                    "TableName": "transact",
                    "Key": key("a", 1),
                    "ConditionExpression": "v = :v",
                    "ExpressionAttributeValues": {":v": {"N": "7"}},
                    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
                }
            },
        ],
    )
    reasons = error.response["CancellationReasons"]
    expect_equal([reason["Code"] for reason in reasons], ["None", "ConditionalCheckFailed"])
    expect_equal(reasons[1]["Item"]["v"], {"N": "1"})
    expect("Item" in db.get_item(TableName="transact", Key=key("b", 1)))


@check("a table is changed: an index comes with its old items and goes, and protection from deletion holds")
def changes_of_tables():
    create("changes")
    db.put_item(TableName="changes", Item={**key("a", 1), "g": {"S": "x"}})
    db.update_table(
        TableName="changes",
        AttributeDefinitions=[{"AttributeName": "g", "AttributeType": "S"}],
        GlobalSecondaryIndexUpdates=[
            {
                "Create": {
                    "IndexName": "by-g",
                    "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                }
            }
        ],
    )

    def is_active():
        indexes = db.describe_table(TableName="changes")["Table"].get("GlobalSecondaryIndexes", [])
        return [index["IndexStatus"] for index in indexes] == ["ACTIVE"]

    wait_until(is_active)
    found = db.query(
        TableName="changes",
        IndexName="by-g",
        KeyConditionExpression="g = :g",
        ExpressionAttributeValues={":g": {"S": "x"}},
    )
    expect_equal(found["Items"], [{**key("a", 1), "g": {"S": "x"}}])
    db.update_table(TableName="changes", GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by-g"}}])
    wait_until(lambda: "GlobalSecondaryIndexes" not in db.describe_table(TableName="changes")["Table"])
    db.update_table(TableName="changes", DeletionProtectionEnabled=True)
    refused("ValidationException", db.delete_table, TableName="changes")
    db.update_table(TableName="changes", DeletionProtectionEnabled=False)
    db.delete_table(TableName="changes")


@check("tags are put on a table, listed and taken away")
def tags():
    create("tags", Tags=[{"Key": "first", "Value": "1"}])
    arn = db.describe_table(TableName="tags")["Table"]["TableArn"]
    db.tag_resource(ResourceArn=arn, Tags=[{"Key": "second", "Value": "2"}])
    pages = db.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn)
    found = {tag["Key"]: tag["Value"] for page in pages for tag in page["Tags"]}
    expect_equal(found, {"first": "1", "second": "2"})
    db.untag_resource(ResourceArn=arn, TagKeys=["first"])
    expect_equal(db.list_tags_of_resource(ResourceArn=arn)["Tags"], [{"Key": "second", "Value": "2"}])


@check("time to live is switched on, described and switched off")
def time_to_live():
    create("ttl")
    expect_equal(
        db.describe_time_to_live(TableName="ttl")["TimeToLiveDescription"]["TimeToLiveStatus"], "DISABLED"
    )
    db.update_time_to_live(TableName="ttl", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
    description = db.describe_time_to_live(TableName="ttl")["TimeToLiveDescription"]
    expect_equal(description["AttributeName"], "expires")
    expect(description["TimeToLiveStatus"] in ("ENABLED", "ENABLING"))
    db.put_item(TableName="ttl", Item={**key("a", 1), "expires": {"N": "4102444800"}})
    expect("Item" in db.get_item(TableName="ttl", Key=key("a", 1)))


@check("a stream tells every change with both images")
def changes_as_stream():
    create("streamed", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
    arn = db.describe_table(TableName="streamed")["Table"]["LatestStreamArn"]
    db.put_item(TableName="streamed", Item={**key("a", 1), "v": {"N": "1"}})
    db.update_item(
        TableName="streamed",
        Key=key("a", 1),
        UpdateExpression="SET v = :v",
        ExpressionAttributeValues={":v": {"N": "2"}},
    )
    db.delete_item(TableName="streamed", Key=key("a", 1))
    expect_equal([stream["StreamArn"] for stream in streams.list_streams(TableName="streamed")["Streams"]], [arn])
    description = streams.describe_stream(StreamArn=arn)["StreamDescription"]
    expect_equal(description["StreamViewType"], "NEW_AND_OLD_IMAGES")
    records = []
    for shard in description["Shards"]:
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records += streams.get_records(ShardIterator=iterator)["Records"]
    expect_equal([record["eventName"] for record in records], ["INSERT", "MODIFY", "REMOVE"])
    expect_equal(records[1]["dynamodb"]["OldImage"]["v"], {"N": "1"})
    expect_equal(records[1]["dynamodb"]["NewImage"]["v"], {"N": "2"})
    expect_equal(records[2]["dynamodb"]["Keys"], key("a", 1))


@check("statements of PartiQL write and read, alone and in batches")
def statements():
    create("partiql")
    db.execute_statement(Statement="INSERT INTO partiql VALUE {'pk': 'a', 'sk': 1, 'v': 'x'}")
    db.execute_statement(
        Statement="INSERT INTO partiql VALUE {'pk': ?, 'sk': ?, 'v': ?}",
        Parameters=[{"S": "a"}, {"N": "2"}, {"S": "y"}],
    )
    db.execute_statement(Statement="UPDATE partiql SET v = 'z' WHERE pk = 'a' AND sk = 2")
    found = db.execute_statement(Statement="SELECT sk, v FROM partiql WHERE pk = ?", Parameters=[{"S": "a"}])["Items"]
    expect_equal([item["v"]["S"] for item in found], ["x", "z"])
    answers = db.batch_execute_statement(
        Statements=[
            {"Statement": "SELECT v FROM partiql WHERE pk = 'a' AND sk = 1"},
            {"Statement": "SELECT v FROM partiql WHERE pk = 'a' AND sk = 9"},
        ]
    )["Responses"]
    expect_equal([answer.get("Item") for answer in answers], [{"v": {"S": "x"}}, None])
    answers = db.batch_execute_statement(
        Statements=[
            {"Statement": "INSERT INTO partiql VALUE {'pk': 'b', 'sk': 1}"},
            {"Statement": "INSERT INTO partiql VALUE {'pk': 'a', 'sk': 1}"},
        ]
    )["Responses"]
    expect_equal([answer.get("Error", {}).get("Code") for answer in answers], [None, "DuplicateItem"])
    refused("ValidationException", db.execute_statement, Statement="SELEKT 1")


@check("statements of PartiQL are one transaction")
def transaction_of_statements():
    create("partiql-transact")
    db.put_item(TableName="partiql-transact", Item=key("a", 1))
    db.execute_transaction(
        TransactStatements=[
            {"Statement": """DELETE FROM "partiql-transact" WHERE pk = 'a' AND sk = 1"""},
            {"Statement": """INSERT INTO "partiql-transact" VALUE {'pk': 'a', 'sk': 3}"""},
        ]
    )
    left = db.execute_statement(Statement="""SELECT sk FROM "partiql-transact" WHERE pk = 'a'""")["Items"]
    expect_equal([item["sk"]["N"] for item in left], ["3"])


@check("the parameters from before expressions still work")
def legacy():
    create("legacy")
    db.put_item(
        TableName="legacy", Item={**key("a", 1), "v": {"N": "1"}}, Expected={"pk": {"Exists": False}}
    )
    refused(
        "ConditionalCheckFailedException",
        db.put_item,
        TableName="legacy",
        Item=key("a", 1),
        Expected={"v": {"ComparisonOperator": "GT", "AttributeValueList": [{"N": "5"}]}},
    )
    db.update_item(
        TableName="legacy",
        Key=key("a", 1),
        AttributeUpdates={"v": {"Action": "ADD", "Value": {"N": "2"}}, "w": {"Value": {"S": "x"}}},
    )
    found = db.query(
        TableName="legacy",
        KeyConditions={"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "a"}]}},
        QueryFilter={"w": {"ComparisonOperator": "BEGINS_WITH", "AttributeValueList": [{"S": "x"}]}},
        AttributesToGet=["v"],
    )
    expect_equal(found["Items"], [{"v": {"N": "3"}}])
    scanned = db.scan(
        TableName="legacy",
        ConditionalOperator="OR",
        ScanFilter={"v": {"ComparisonOperator": "NULL"}, "w": {"ComparisonOperator": "NULL"}},
    )
    expect_equal(scanned["Count"], 0)


@check("consumed capacity and sizes of collections are told when asked for")
def capacity():
    create(
        "capacity",
        definitions=[{"AttributeName": "l", "AttributeType": "S"}],
        LocalSecondaryIndexes=[
            {
                "IndexName": "by-l",
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    answer = db.put_item(
        TableName="capacity",
        Item={**key("a", 1), "l": {"S": "x"}},
        ReturnConsumedCapacity="INDEXES",
        ReturnItemCollectionMetrics="SIZE",
    )
    expect_equal(answer["ConsumedCapacity"]["CapacityUnits"], 2.0)
    expect_equal(answer["ConsumedCapacity"]["LocalSecondaryIndexes"]["by-l"]["CapacityUnits"], 1.0)
    expect_equal(answer["ItemCollectionMetrics"]["ItemCollectionKey"], {"pk": {"S": "a"}})
    read = db.get_item(
        TableName="capacity", Key=key("a", 1), ConsistentRead=True, ReturnConsumedCapacity="TOTAL"
    )
    expect_equal(read["ConsumedCapacity"], {"TableName": "capacity", "CapacityUnits": 1.0})


@check("limits, endpoints, backups and insights are described")
def descriptions():
    expect(db.describe_limits()["AccountMaxReadCapacityUnits"] > 0)
    expect(db.describe_endpoints()["Endpoints"][0]["CachePeriodInMinutes"] > 0)
    create("described")
    backups = db.describe_continuous_backups(TableName="described")["ContinuousBackupsDescription"]
    expect_equal(backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], "DISABLED")
    insights = db.describe_contributor_insights(TableName="described")
    expect_equal(insights["ContributorInsightsStatus"], "DISABLED")


@check("what the server does not offer is refused with a sentence, at once")
def declined():
    error = refused("UnknownOperationException", db.create_backup, TableName="capacity", BackupName="backup")
    expect_equal(error.response["ResponseMetadata"]["HTTPStatusCode"], 400)
    expect_equal(error.response["ResponseMetadata"]["RetryAttempts"], 0)
    expect("CreateBackup" in error.response["Error"]["Message"])


@check("an item may have 400 KB and no more, and a megabyte of items fills a page")
def sizes():
    create("sizes")
    big = {**key("a", 1), "data": {"B": b"x" * (400 * 1024 - 100)}}
    for number in range(4):
        db.put_item(TableName="sizes", Item={**big, "sk": {"N": str(number)}})
    error = refused(
        "ValidationException", db.put_item, TableName="sizes", Item={**big, "more": {"B": b"x" * 200}}
    )
    expect_equal(error.response["Error"]["Message"], "Item size has exceeded the maximum allowed size")
    page = db.query(
        TableName="sizes", KeyConditionExpression="pk = :p", ExpressionAttributeValues={":p": {"S": "a"}}
    )
    expect_equal(page["Count"], 3)
    expect("LastEvaluatedKey" in page)


@check("many threads write at once, and no write is lost")
def threads():
    create("threads")

    def write():
        for _ in range(25):
            db.update_item(
                TableName="threads",
                Key=key("counter", 0),
                UpdateExpression="ADD hits :one",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )

    workers = [threading.Thread(target=write) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    hits = db.get_item(TableName="threads", Key=key("counter", 0), ConsistentRead=True)["Item"]["hits"]
    expect_equal(Decimal(hits["N"]), 200)


@check("requests compressed by the client are understood")
def compressed_requests():
    db.meta.events.register_first("before-sign.dynamodb.PutItem", compress)
    try:
        db.put_item(TableName="threads", Item={**key("compressed", 1), "text": {"S": "x" * 5000}})
    finally:
        db.meta.events.unregister("before-sign.dynamodb.PutItem", compress)
    expect_equal(len(db.get_item(TableName="threads", Key=key("compressed", 1))["Item"]["text"]["S"]), 5000)


def compress(request, **_):
    request.data = gzip.compress(request.data if isinstance(request.data, bytes) else request.data.encode())
    request.headers["Content-Encoding"] = "gzip"


run()
