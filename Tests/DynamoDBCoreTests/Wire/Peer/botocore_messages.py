# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Makes random messages by botocore's model of the service, and compares what became of them.

    python3 botocore_messages.py QUESTIONS ANSWERS

QUESTIONS is {"make": {"seed", "count", "operations"}}, to which the answer is a list of messages {"operation",
"direction", "body"}: requests as botocore sends them, and answers of the service. Or it is {"compare": messages}, where
each message has a "copy", or an "error" if there is none; the answer is a list of what is wrong, in words.
"""

import base64
import datetime
import json
import random
import sys

try:
    import botocore.loaders
    import botocore.model
    import botocore.parsers
    import botocore.serialize
    import botocore.validate
except ImportError:
    sys.exit(3)

# Members that the library does not have: global tables, backups, policies.
LEFT_OUT = {
    "CreateTableInput.GlobalTableSettingsReplicationMode", "CreateTableInput.GlobalTableSourceArn",
    "CreateTableInput.ResourcePolicy",
    "DescribeContributorInsightsOutput.ContributorInsightsMode", "DescribeContributorInsightsOutput.FailureException",
    "TableDescription.ArchivalSummary", "TableDescription.GlobalTableSettingsReplicationMode",
    "TableDescription.GlobalTableVersion", "TableDescription.GlobalTableWitnesses",
    "TableDescription.MultiRegionConsistency", "TableDescription.Replicas", "TableDescription.RestoreSummary",
    "UpdateTableInput.GlobalTableSettingsReplicationMode", "UpdateTableInput.GlobalTableWitnessUpdates",
    "UpdateTableInput.MultiRegionConsistency", "UpdateTableInput.ReplicaUpdates",
}

# Members that are always given, though the model does not say so.
REQUIRED = {
    "CreateTableInput.AttributeDefinitions", "CreateTableInput.KeySchema", "Shard.ShardId", "Stream.StreamArn",
    "Stream.StreamLabel", "Stream.TableName",
}

# Structures of answers in which the service gives every member; the library has defaults for what other servers omit.
FULL = ("Output", "Description", "Summary", "Capacity", "Metrics", "Endpoint", "Error", "Reason")

# Structures of which exactly one member is given.
CHOICES = {"WriteRequest", "TransactWriteItem", "GlobalSecondaryIndexUpdate"}
TEXTS = ["a", "name", "Ünï", "日本", "a.b", 'q"uote', "back\\slash", "new\nline", "\u0001", "😀", "#x", ":v", ""]


def models():
    loader = botocore.loaders.Loader()
    loaded = [botocore.model.ServiceModel(loader.load_service_model(name, "service-2"), name)
              for name in ("dynamodb", "dynamodbstreams")]
    return {name: model for model in loaded for name in model.operation_names}


class Maker:
    def __init__(self, seed, as_parameters):
        self.random = random.Random(seed)
        # botocore takes bytes and times where JSON has texts and numbers.
        self.as_parameters = as_parameters

    def make(self, shape, depth=0):
        return getattr(self, "make_" + shape.type_name)(shape, depth)

    def make_structure(self, shape, depth):
        if shape.name == "AttributeValue":
            return self.value(depth)
        if shape.name in CHOICES:
            names = [self.random.choice(sorted(shape.members))]
        else:
            names = [name for name in shape.members
                     if name in shape.required_members or f"{shape.name}.{name}" in REQUIRED
                     or self.is_full(shape) or self.random.random() < 0.6]
        return {name: self.make(shape.members[name], depth + 1) for name in names}

    def is_full(self, shape):
        return not self.as_parameters and shape.name.endswith(FULL)

    def make_list(self, shape, depth):
        least = shape.metadata.get("min", 0)
        return [self.make(shape.member, depth + 1) for _ in range(self.random.randint(least, least + 2))]

    def make_map(self, shape, depth):
        least = shape.metadata.get("min", 0)
        count = self.random.randint(least, least + 2)
        return {self.make(shape.key) or "k": self.make(shape.value, depth + 1) for _ in range(count)}

    def make_string(self, shape, depth=0):
        if shape.enum:
            return self.random.choice(shape.enum)
        least = shape.metadata.get("min", 0)
        text = self.random.choice(TEXTS) if "pattern" not in shape.metadata else "name-1"
        return text + "x" * max(0, least - len(text))

    def number(self, shape):
        least = shape.metadata.get("min", 0)
        return self.random.randint(least, min(shape.metadata.get("max", 2**40), least + 10**self.random.randint(0, 6)))

    def make_integer(self, shape, depth):
        return self.number(shape)

    def make_long(self, shape, depth):
        return self.number(shape)

    def make_double(self, shape, depth):
        return self.random.choice([0.0, 0.5, 1.0, 12.5, 1e9])

    def make_boolean(self, shape, depth):
        return self.random.random() < 0.5

    def make_timestamp(self, shape, depth):
        seconds = self.random.randint(0, 2 * 10**9) + self.random.choice([0, 0.25, 0.125])
        return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc) if self.as_parameters else seconds

    def make_blob(self, shape, depth):
        data = self.random.randbytes(self.random.randint(0, 5))
        return data if self.as_parameters else base64.b64encode(data).decode()

    def value(self, depth):
        kinds = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS"] + (["L", "M"] if depth < 6 else [])
        kind = self.random.choice(kinds)
        some = range(self.random.randint(1, 3))
        blob = lambda number: (lambda data: data if self.as_parameters else base64.b64encode(data).decode())(
            bytes([number, 255 - number]))
        content = {
            "S": lambda: self.random.choice(TEXTS),
            "N": lambda: self.random.choice(["0", "1", "-1", "3.14", "100", "0.000001", "-12345678901234567890.5"]),
            "B": lambda: blob(self.random.randint(0, 255)),
            "BOOL": lambda: self.random.random() < 0.5,
            "NULL": lambda: True,
            "SS": lambda: ["s%d" % number for number in some],
            "NS": lambda: [str(number) for number in some],
            "BS": lambda: [blob(number) for number in some],
            "L": lambda: [self.value(depth + 1) for _ in some],
            "M": lambda: {"m%d" % number: self.value(depth + 1) for number in some},
        }
        return {kind: content[kind]()}


def make(question):
    operations = models()
    messages = []
    for name in question["operations"]:
        model = operations[name].operation_model(name)
        serializer = botocore.serialize.create_serializer(model.metadata["protocol"])
        for number in range(question["count"]):
            seed = f"{question['seed']} {name} {number}"
            if model.input_shape is not None:
                parameters = Maker(seed, True).make(model.input_shape)
                report = botocore.validate.ParamValidator().validate(parameters, model.input_shape)
                assert not report.has_errors(), report.generate_report()
                body = serializer.serialize_to_request(parameters, model)["body"]
                messages.append({"operation": name, "direction": "request", "body": body.decode()})
            if model.output_shape is not None:
                body = json.dumps(Maker(seed, False).make(model.output_shape))
                messages.append({"operation": name, "direction": "answer", "body": body})
    return messages


class Comparison:
    def __init__(self):
        self.used = set()
        self.problems = []

    def without_left_out(self, value, shape):
        """The value without the members that need not be copied."""
        if shape.type_name == "structure":
            result = {}
            for name, content in value.items():
                if f"{shape.name}.{name}" in LEFT_OUT:
                    self.used.add(f"{shape.name}.{name}")
                else:
                    result[name] = self.without_left_out(content, shape.members[name])
            return result
        if shape.type_name == "list":
            return [self.without_left_out(element, shape.member) for element in value]
        if shape.type_name == "map":
            return {key: self.without_left_out(content, shape.value) for key, content in value.items()}
        return value

    def compare(self, place, original, copy, shape):
        """Notes where a copy is different, by the members of the model."""
        if type(original) is dict and type(copy) is dict:
            for name in original.keys() | copy.keys():
                if shape.type_name == "structure":
                    here, member = f"{shape.name}.{name}", shape.members.get(name)
                else:
                    here, member = place, shape.value
                if name not in copy:
                    self.problems.append(f"{here} is lost")
                elif name not in original:
                    self.problems.append(f"{here} is new")
                else:
                    self.compare(here, original[name], copy[name], member)
        elif type(original) is list and type(copy) is list and len(original) == len(copy):
            for one, two in zip(original, copy):
                self.compare(place, one, two, shape.member)
        elif original != copy:
            self.problems.append(f"{place} is {copy!r} instead of {original!r}")

    def add(self, message, model):
        is_request = message["direction"] == "request"
        shape = model.input_shape if is_request else model.output_shape
        if "error" in message:
            self.problems.append(f"{shape.name}: {message['error']}")
            return
        original = self.without_left_out(json.loads(message["body"]), shape)
        self.compare(shape.name, original, json.loads(message["copy"]), shape)
        if not is_request:
            response = {"status_code": 200, "headers": {}, "body": message["copy"].encode()}
            parsed = botocore.parsers.create_parser(model.metadata["protocol"]).parse(response, shape)
            if set(parsed) - {"ResponseMetadata"} != set(original):
                self.problems.append(f"{shape.name} is parsed with {sorted(parsed)}")


def compare(messages):
    operations = models()
    comparison = Comparison()
    for message in messages:
        name = message["operation"]
        comparison.add(message, operations[name].operation_model(name))
    unused = [f"{member} is never left out" for member in sorted(LEFT_OUT - comparison.used)]
    return sorted(set(comparison.problems)) + unused


with open(sys.argv[1]) as file:
    question = json.load(file)
answer = make(question["make"]) if "make" in question else compare(question["compare"])
with open(sys.argv[2], "w") as file:
    json.dump(answer, file)
