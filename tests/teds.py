"""Holds the levels that may fit real admissions against the service people went to: a check of direction, no more.

The records tell where a person went, not where they should have gone, and nothing of signs, withdrawal, home or
readiness. Those answers are skipped, so most results are sets of levels. A row counts the people who went to one
service: the least level that may fit them, how many levels may fit on average, whether what they got is among them,
and how often withdrawal care may or must come first.

Usage: teds.py PROGRAM RECORDS
"""

import csv
import io
import os
import subprocess
import sys
from collections import Counter

MAP = os.path.join(os.path.dirname(__file__), "teds.map.yaml")
# Each service, and the level it comes closest to; withdrawal care is a support, not a level.
SERVICES = {
    "Non-intensive Outpatient": "outpatient",
    "Intensive Outpatient": "iop",
    "Rehab Short-term (≤30 days)": "residential",
    "Rehab Long-term (>30 days)": "residential",
    "Rehab Hospital": "hospital",
    "Outpatient Detox": None,
    "Detox 24hr Residential": None,
    "Detox 24hr Hospital": None,
}


def results(program, records):
    fields = "outcome,levels,supports,possible"
    command = [program, "batch", "--map", MAP, "--missing", "skip", "--fields", fields, records]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return csv.DictReader(io.StringIO(told))


def row(service, people):
    sets = [person["levels"].split(";") for person in people if person["levels"]]
    least = Counter(levels[0] for levels in sets)
    level = SERVICES[service]
    among = f"{100 * sum(level in levels for levels in sets) / len(people):.0f} %" if level else "-"
    size = sum(map(len, sets)) / max(len(sets), 1)
    first = sum("clinician_today" in p["possible"] or "medical_withdrawal" in p["supports"] for p in people)
    floors = ", ".join(f"{name} {count}" for name, count in least.most_common())
    return f"{service:28} {len(people):4} {size:6.1f} {among:>7} {first:7}  {floors}"


def main():
    program, records = sys.argv[1:]
    with open(records, encoding="utf-8") as file:
        services = [record["service_type"] for record in csv.DictReader(file)]
    people = {service: [] for service in SERVICES}
    for service, result in zip(services, results(program, records), strict=True):
        people[service].append(result)
    print(f"{'service':28} {'all':>4} {'levels':>6} {'among':>7} {'detox?':>7}  the least level that may fit")
    for service, them in people.items():
        print(row(service, them))
    outcomes = Counter(person["outcome"] for them in people.values() for person in them)
    print("outcomes:", ", ".join(f"{name} {count}" for name, count in outcomes.most_common()))


main()
