"""Leaves answers out of records at a given rate: two of three are skipped (`unsure`), one is missing.

Usage: skips.py RATE < records
"""

import json
import random
import sys


def main():
    rate, chance = float(sys.argv[1]), random.Random(2026)
    for line in sys.stdin:
        record = json.loads(line)
        for name in list(record):
            if name == "id" or chance.random() >= rate:
                continue
            if chance.random() < 2 / 3:
                record[name] = "unsure"
            else:
                del record[name]
        print(json.dumps(record, separators=(",", ":")))


main()
