# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""Says what is right about DynamoDB numbers, with Python's decimal arithmetic.

    python3 number_oracle.py INPUT OUTPUT

INPUT is a list of pairs of texts in JSON, OUTPUT a list with an object for each: what reading either text gives, the
sum, the difference, the comparison (<, = or >), the size of the first and the first as a double (its bits in
hexadecimal). A number is answered in its canonical text, a refusal with its kind; "-" stands where a text was refused.
"""

import json
import re
import struct
import sys
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

EXACT = Context(prec=2000, Emax=MAX_EMAX, Emin=MIN_EMIN)
GRAMMAR = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:[eE]([+-]?[0-9]+))?")
# Beyond any range, but not beyond what decimal can read.
FAR = 10**6


def refusal(value, too_many_digits):
    """Why DynamoDB has no such number, or None."""
    if value == 0:
        return None
    if value.adjusted() > 125:
        return "overflow"
    if value.adjusted() < -130:
        return "underflow"
    digits = "".join(map(str, value.as_tuple().digits))
    return too_many_digits if len(digits.strip("0")) > 38 else None


def canonical(value):
    if value == 0:
        return "0"
    # The exact digits: a context would round them.
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read(text):
    """The number, or None and the kind of the refusal."""
    if text == "":
        return None, "empty"
    match = GRAMMAR.fullmatch(text)
    if match is None:
        return None, "notANumber"
    mantissa, exponent = match.groups(default="0")
    value = Decimal(f"{mantissa}e{max(-FAR, min(FAR, int(exponent)))}")
    problem = refusal(value, "tooManyDigits")
    return (None, problem) if problem else (value, canonical(value))


def result(value):
    return refusal(value, "overflow") or canonical(value)


def size(text):
    """Counts on the canonical text: half a byte a digit on each side of the point, zeros at the ends free."""
    sign = 1 if text.startswith("-") else 0
    whole, _, fraction = text.lstrip("-").partition(".")
    whole = whole.lstrip("0")
    if not fraction:
        whole = whole.rstrip("0")
    if not whole:
        fraction = fraction.lstrip("0")
    return 1 + -(-len(whole) // 2) + -(-len(fraction) // 2) + sign


def answer(left_text, right_text):
    left, left_answer = read(left_text)
    right, right_answer = read(right_text)
    answer = dict.fromkeys(["sum", "difference", "comparison", "size", "double"], "-")
    answer |= {"left": left_answer, "right": right_answer}
    if left is not None and right is not None:
        answer["sum"] = result(EXACT.add(left, right))
        answer["difference"] = result(EXACT.subtract(left, right))
        answer["comparison"] = "<" if left < right else ">" if left > right else "="
    if left is not None:
        answer["size"] = str(size(left_answer))
        answer["double"] = struct.pack(">d", float(left_answer)).hex()
    return answer


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        pairs = json.load(source)
    with open(sys.argv[2], "w", encoding="utf-8") as target:
        json.dump([answer(*pair) for pair in pairs], target)


main()
