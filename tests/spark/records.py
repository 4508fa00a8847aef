"""Prints made-up records with ids. What can be answered is learned from the program itself, by talking with it.

Usage: records.py PROGRAM HOW_MANY
"""

import json
import random
import subprocess
import sys


def questions(program, talks=60):
    """Every question met in some conversations."""
    found = {}
    command = [program, "next", "--lines"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as spoken:
        for _ in range(talks):
            answers = {}
            while True:
                print(json.dumps({"answers": answers}), file=spoken.stdin, flush=True)
                question = json.loads(spoken.stdout.readline()).get("question")
                if question is None:
                    break
                found[question["id"]] = question
                answers[question["id"]] = answer(question)
        spoken.stdin.close()
    return list(found.values())


def answer(question):
    """An answer that is taken; the harmless one half of the time, so that most records go on to a level."""
    if question["kind"] == "number":
        return random.randint(question["number"]["min"], question["number"]["max"])
    alone = [choice["id"] for choice in question["choices"] if choice["alone"]]
    others = [choice["id"] for choice in question["choices"] if not choice["alone"]]
    if question["kind"] != "many":
        return random.choice(alone + others)
    if alone and random.random() < 0.5:
        return [random.choice(alone)]
    return random.sample(others, random.randint(1, min(3, len(others))))


def main():
    random.seed(1)
    program, count = sys.argv[1], int(sys.argv[2])
    known = questions(program)
    for number in range(count):
        record = {"id": f"r{number:07}"}
        record |= {question["id"]: answer(question) for question in known if random.random() < 0.9}
        # One in a hundred is bad, as in life.
        if number % 100 == 99:
            record["no_such_question"] = 1
        print(json.dumps(record))


main()
