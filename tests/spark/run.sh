#!/usr/bin/env bash
# Runs `firststep batch` on a local Spark cluster of two workers, and as a single process, and compares all results.
# Usage: tests/spark/run.sh [PATH_TO_FIRSTSTEP [RECORDS]]    (PYTHON: a Python that has pyspark; else one is set up)
set -eu
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/release/firststep}")
count=${2:-100000}
command -v java >/dev/null || { echo "spark: skipped, there is no Java"; exit 0; }
if [ -z "${PYTHON:-}" ]; then
  PYTHON=target/spark/bin/python
  [ -x "$PYTHON" ] || python3 -m venv target/spark
  "$PYTHON" -c 'import pyspark' 2>/dev/null || "$PYTHON" -m pip install --quiet pyspark ||
    { echo "spark: skipped, pyspark cannot be installed here"; exit 0; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--missing skip --fields id,outcome,level,levels,supports,alerts,errors,questionnaire)

python3 tests/spark/records.py "$program" "$count" >"$work/records.ndjson"

single=$SECONDS
"$program" batch --from ndjson --to ndjson "${options[@]}" <"$work/records.ndjson" >"$work/single.ndjson" || [ $? -eq 1 ]
single=$((SECONDS - single))

cluster=$SECONDS
PYSPARK_PYTHON=$(realpath -s "$PYTHON") "$PYTHON" tests/spark/job.py "$program" "$work/records.ndjson" "$work/out" "${options[@]}" 2>"$work/log" ||
  { tail -40 "$work/log"; echo "spark: the job failed"; exit 1; }
cluster=$((SECONDS - cluster))
[ -e "$work/out/_SUCCESS" ] || { echo "spark: the job did not end well"; exit 1; }

export LC_ALL=C
# A bad record is told with its line, too, which counts from the beginning of its part.
same() { sed -E 's/,"line":[0-9]+//' "$@" | sort; }
same "$work/single.ndjson" >"$work/single"
same "$work"/out/part-* >"$work/cluster"
[ "$(wc -l <"$work/cluster")" -eq "$count" ] || { echo "spark: $(wc -l <"$work/cluster") results; expected $count"; exit 1; }
cmp "$work/single" "$work/cluster"
versions=$(grep -o '"questionnaire":[^,}]*' "$work/cluster" | sort -u | wc -l)
[ "$versions" -eq 1 ] || { echo "spark: results of $versions questionnaires; expected one"; exit 1; }
echo "spark: $count results in $(ls "$work"/out/part-* | wc -l) partitions, byte for byte those of a single process ($cluster s; single $single s)"
