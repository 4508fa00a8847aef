"""Prints made-up records of people who answered every question they were asked, and no other: the same ones every time.

The questions and their choices come from the program's own schema, so another questionnaire needs no other generator.
Most people are grown, in the United States and not in an emergency, or there would be little to work out. Where one
choice excludes the others it is often taken; else up to six are ticked. What is off somebody's path is
taken out again, as the program itself names it (`unused`).

Usage: records.py PROGRAM HOW_MANY
"""

import json
import random
import subprocess
import sys

SEED = 2026
# How often the harmless choice is taken, where it is not usual.
HARMLESS = {"right_now": 0.97, "no_use": 0.9}
USUAL = {"country": ("us", 0.95)}


def questions(program):
    """For each question its choices and whether several may be ticked, or the smallest and the largest number."""
    schema = subprocess.run([program, "schema", "answers"], capture_output=True, check=True).stdout
    return {name: question(shapes["anyOf"]) for name, shapes in json.loads(schema)["properties"].items()}


def question(shapes):
    number = next((shape for shape in shapes if shape.get("type") == "integer"), None)
    if number:
        return {"min": number["minimum"], "max": number["maximum"]}
    choices = next(shape["oneOf"] for shape in shapes if "oneOf" in shape)
    return {"choices": [choice["const"] for choice in choices], "many": any("items" in shape for shape in shapes)}


def answer(name, question, chance):
    if "min" in question:
        return chance.randint(max(question["min"], 12), min(question["max"], 90))
    usual, often = USUAL.get(name, (None, 0))
    if chance.random() < often:
        return usual
    if not question["many"]:
        return chance.choice(question["choices"])
    others = [choice for choice in question["choices"] if choice != "none"]
    if len(others) < len(question["choices"]) and chance.random() < HARMLESS.get(name, 0.4):
        return ["none"]
    return chance.sample(others, chance.randint(1, min(6, len(others))))


def unused(program, records):
    """What the program does not ask of each."""
    command = [program, "batch", "--missing", "skip", "--from", "ndjson", "--fields", "id,unused"]
    text = "".join(json.dumps(record) + "\n" for record in records)
    told = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    return [json.loads(line)["unused"] for line in told.splitlines()]


def people(program, count, chance):
    """Records in bunches, so that a million needs no more memory than a thousand."""
    known = questions(program)
    for first in range(0, count, 10_000):
        numbers = range(first, min(first + 10_000, count))
        records = [
            {"id": f"p{number:07}"} | {name: answer(name, question, chance) for name, question in known.items()}
            for number in numbers
        ]
        for record, names in zip(records, unused(program, records)):
            yield {name: value for name, value in record.items() if name not in names}


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    for record in people(program, count, random.Random(SEED)):
        print(json.dumps(record, separators=(",", ":")))


if __name__ == "__main__":
    main()
