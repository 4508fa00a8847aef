"""Runs a command, and prints how long it took and the most memory it had; less than this small
program itself has cannot be told.

Usage: peak.py NAME COMMAND…
"""

import os
import subprocess
import sys
import time


def main():
    name, *command = sys.argv[1:]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    print(f"{name}: {time.perf_counter() - start:.2f} s, {used.ru_maxrss / 1024:.1f} MiB")


main()
