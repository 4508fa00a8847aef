"""Runs `firststep batch` on a Spark cluster: every partition is piped through the program.

Usage: job.py PROGRAM RECORDS OUT [OPTION OF BATCH]…
"""

import os
import shlex
import sys

from pyspark import SparkConf, SparkContext

# Two workers with a core and a gigabyte each, as processes of their own; on a real cluster `--master` says so.
MASTER = "local-cluster[2,1,1024]"


def main():
    program, records, out, *options = sys.argv[1:]
    settings = SparkConf().setAppName("firststep").setIfMissing("spark.master", MASTER)
    with SparkContext(conf=settings) as spark:
        # The program travels to every worker, into the directory it works in.
        spark.addFile(program)
        filter = ["./" + os.path.basename(program), "batch", "--from", "ndjson", "--to", "ndjson", *options]
        # Status 1 means that some records were bad, which their results say; anything else ends the job.
        command = ["sh", "-c", '"$@" || [ $? -eq 1 ]', "sh", *filter]
        lines = spark.textFile(records, minPartitions=8)
        lines.pipe(shlex.join(command), checkCode=True).saveAsTextFile(out)


main()
