# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""The aws command against the server."""

import json
import os
import subprocess
import sys

from checks import check, expect, expect_equal, note_operation, run

ENDPOINT = sys.argv[1]
AWS = os.path.join(os.path.dirname(sys.executable), "aws")


def operation_of(command):
    """CreateTable of create-table."""
    return "".join(part.capitalize() for part in command.split("-"))


def shell(line, **more):
    """Runs a line as somebody types it; only the port is that of this server."""
    line = line.replace("http://localhost:8000", ENDPOINT)
    expect(ENDPOINT in line, line)
    words = line.replace("\\\n", " ").split()
    expect_equal(words[0], "aws")
    result = subprocess.run(
        ["bash", "-c", line.replace("aws ", f"{AWS} ", 1)],
        capture_output=True,
        text=True,
        env={**os.environ, "AWS_PAGER": ""},
        **more,
    )
    if result.returncode == 0 and words[2] != "wait":
        note_operation(operation_of(words[2]))
    return result


def aws(arguments):
    """The JSON that a command of DynamoDB prints."""
    result = shell(f"aws dynamodb {arguments} --endpoint-url {ENDPOINT} --output json")
    expect_equal((result.returncode, result.stderr), (0, ""))
    return json.loads(result.stdout) if result.stdout.strip() else {}


@check("the lines of a tutorial for DynamoDB Local work as they are written")
def tutorial():
    result = shell(
        """aws dynamodb create-table \\
    --table-name my-table \\
    --attribute-definitions AttributeName=pk,AttributeType=S AttributeName=sk,AttributeType=S \\
    --key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE \\
    --billing-mode PAY_PER_REQUEST \\
    --endpoint-url http://localhost:8000
"""
    )
    expect_equal((result.returncode, result.stderr), (0, ""))
    expect_equal(json.loads(result.stdout)["TableDescription"]["TableName"], "my-table")
    expect_equal(shell("aws dynamodb wait table-exists --table-name my-table --endpoint-url http://localhost:8000").returncode, 0)
    result = shell("aws dynamodb list-tables --endpoint-url http://localhost:8000 --output text")
    expect_equal(result.stdout.split(), ["TABLENAMES", "my-table"])


@check("items are put, read, changed and deleted")
def items():
    aws("""put-item --table-name my-table --item '{"pk":{"S":"user#1"},"sk":{"S":"profile"},"name":{"S":"é"}}'""")
    found = aws("""get-item --table-name my-table --key '{"pk":{"S":"user#1"},"sk":{"S":"profile"}}' --consistent-read""")
    expect_equal(found["Item"]["name"], {"S": "é"})
    changed = aws(
        """update-item --table-name my-table --key '{"pk":{"S":"user#1"},"sk":{"S":"profile"}}' """
        """--update-expression 'SET visits = :one' --expression-attribute-values '{":one":{"N":"1"}}' """
        """--return-values ALL_NEW"""
    )
    expect_equal(changed["Attributes"]["visits"], {"N": "1"})
    aws("""delete-item --table-name my-table --key '{"pk":{"S":"user#1"},"sk":{"S":"profile"}}'""")
    expect_equal(aws("""get-item --table-name my-table --key '{"pk":{"S":"user#1"},"sk":{"S":"profile"}}'"""), {})


@check("the command reads all pages, or as many items as it is told")
def pages():
    requests = [{"PutRequest": {"Item": {"pk": {"S": "p"}, "sk": {"S": f"{number:02}"}}}} for number in range(25)]
    aws(f"batch-write-item --request-items '{json.dumps({'my-table': requests})}'")
    condition = """--key-condition-expression 'pk = :p' --expression-attribute-values '{":p":{"S":"p"}}'"""
    expect_equal(len(aws(f"query --table-name my-table {condition} --page-size 4")["Items"]), 25)
    first = aws(f"query --table-name my-table {condition} --page-size 4 --max-items 10")
    expect_equal([item["sk"]["S"] for item in first["Items"]], [f"{number:02}" for number in range(10)])
    rest = aws(f"query --table-name my-table {condition} --starting-token {first['NextToken']}")
    expect_equal([item["sk"]["S"] for item in rest["Items"]], [f"{number:02}" for number in range(10, 25)])
    expect_equal(aws("scan --table-name my-table --select COUNT")["Count"], 25)


@check("transactions write")
def transactions():
    writes = [{"Put": {"TableName": "my-table", "Item": {"pk": {"S": "t"}, "sk": {"S": "1"}}}}]
    aws(f"transact-write-items --transact-items '{json.dumps(writes)}'")
    found = aws("""get-item --table-name my-table --key '{"pk":{"S":"t"},"sk":{"S":"1"}}'""")
    expect_equal(found["Item"], {"pk": {"S": "t"}, "sk": {"S": "1"}})


@check("statements of PartiQL read")
def statements():
    found = aws("""execute-statement --statement "SELECT * FROM \\"my-table\\" WHERE pk = 'p' AND sk = '07'" """)
    expect_equal(found["Items"], [{"pk": {"S": "p"}, "sk": {"S": "07"}}])


@check("time to live is set")
def time_to_live():
    aws("update-time-to-live --table-name my-table --time-to-live-specification Enabled=true,AttributeName=expires")
    description = aws("describe-time-to-live --table-name my-table")["TimeToLiveDescription"]
    expect_equal(description["AttributeName"], "expires")


@check("tags are set and listed")
def tags():
    arn = aws("describe-table --table-name my-table")["Table"]["TableArn"]
    aws(f"tag-resource --resource-arn {arn} --tags Key=team,Value=blue")
    expect_equal(aws(f"list-tags-of-resource --resource-arn {arn}")["Tags"], [{"Key": "team", "Value": "blue"}])


@check("a table gets a stream")
def stream():
    aws("update-table --table-name my-table --stream-specification StreamEnabled=true,StreamViewType=KEYS_ONLY")
    result = shell(f"aws dynamodbstreams list-streams --table-name my-table --endpoint-url {ENDPOINT}")
    expect_equal(len(json.loads(result.stdout)["Streams"]), 1)


@check("an error is told as the service tells it, and nothing is tried again")
def errors():
    result = shell("aws dynamodb describe-table --table-name nothing --endpoint-url http://localhost:8000")
    expect(result.returncode in (254, 255), result.returncode)
    expect(
        "An error occurred (ResourceNotFoundException) when calling the DescribeTable operation: Requested resource not "
        "found: Table: nothing not found" in result.stderr,
        result.stderr,
    )


@check("the table is deleted")
def deletion():
    aws("delete-table --table-name my-table")
    expect_equal(aws("list-tables"), {"TableNames": []})


run()
