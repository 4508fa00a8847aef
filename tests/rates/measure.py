"""Runs everything on the same records in turn, so that whatever else the machine does falls on all alike.

Prints medians of wall and processor time, records a second and ratios to sonic-rs; checks that every record has a
result, and that the other engines find the same levels.

Usage: measure.py PROGRAM SONIC RECORDS ROUNDS
"""

import json
import os
import statistics
import subprocess
import sys
import time

try:
    import yaml

    import levels
except ImportError:
    levels = None

FIELDS = "id,level,supports,alerts"
# So many records are enough for an engine that is called for each from Python.
FEW = 2_000


def run(command, out):
    """Wall and processor seconds."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=out)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{command[0]} failed")
    return wall, used.ru_utime + used.ru_stime


def duckdb_command(document, path):
    try:
        import duckdb  # noqa: F401
    except ImportError:
        print("DuckDB: skipped, it is not installed")
        return None
    query = f"COPY ({levels.sql(document, path)}) TO '{path}.duckdb' (FORMAT json)"
    return [sys.executable, "-c", f"import duckdb; duckdb.sql({query!r})"]


def zen(document, records, ours):
    """GoRules' Zen, one record after the other in one thread, from Python."""
    try:
        from zen import ZenEngine
    except ImportError:
        print("GoRules Zen: skipped, it is not installed")
        return
    decision = ZenEngine().create_decision(json.dumps(levels.zen(document)))
    with open(records, encoding="utf-8") as file:
        people = [json.loads(next(file)) for _ in range(min(FEW, len(ours)))]
    start = time.process_time()
    found = {person["id"]: decision.evaluate(person)["result"].get("level") for person in people}
    seconds = time.process_time() - start
    differ = sum(ours[name] != level for name, level in found.items())
    rate = len(people) / seconds
    print(f"GoRules Zen: {rate:,.0f} records a second of processor time, the level only, {differ} levels differ")


def level_of(lines):
    return {record["id"]: record["level"] for record in map(json.loads, lines)}


def main():
    program, sonic, records, rounds = *sys.argv[1:4], int(sys.argv[4])
    results = records + ".results"
    commands = {
        "sonic-rs, only parsing": [sonic, records],
        "firststep batch": [program, "batch", "--fields", FIELDS, records],
    }
    document = None
    if levels:
        document = yaml.safe_load(subprocess.run([program, "questions"], capture_output=True, check=True).stdout)
        duck = duckdb_command(document, records)
        commands |= {"DuckDB, the level only": duck} if duck else {}
    else:
        print("DuckDB and GoRules Zen: skipped, PyYAML is not installed")
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(run(command, subprocess.DEVNULL))
    with open(records, "rb") as file:
        count = sum(1 for _ in file)
    report(times, count)
    run([*commands["firststep batch"], "-o", results], subprocess.DEVNULL)
    with open(results, encoding="utf-8") as file:
        ours = level_of(file)
    if len(ours) != count:
        sys.exit(f"{len(ours)} results of {count} records")
    if os.path.exists(records + ".duckdb"):
        with open(records + ".duckdb", encoding="utf-8") as file:
            theirs = level_of(file)
        print(f"DuckDB: {sum(ours[name] != level for name, level in theirs.items())} of {count} levels differ")
    if document:
        zen(document, records, ours)


def report(times, count):
    medians = {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in times.items()}
    base = next(iter(medians.values()))
    print(f"{count} records, medians of {len(next(iter(times.values())))} rounds in turn")
    for name, (wall, processor) in medians.items():
        print(
            f"{name:24} {wall:6.2f} s  {count / wall / 1e6:5.2f} M/s  rate to sonic-rs {base[0] / wall:5.2f}"
            f"  processor {processor:6.2f} s, ratio {base[1] / processor:5.2f}"
        )


main()
