#!/usr/bin/env bash
# How many records a second, beside sonic-rs which only parses the same lines, DuckDB and GoRules' Zen engine.
# Usage: tests/rates/run.sh [PATH_TO_FIRSTSTEP [RECORDS [ROUNDS]]]
# What cannot be installed is skipped, and said. Records, tools and results stand in target/rates.
set -eu
export PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/release/firststep}")
count=${2:-1000000}
rounds=${3:-5}
mkdir -p target/rates

records=$PWD/target/rates/records-$count.ndjson
[ -e "$records" ] || { python3 tests/rates/records.py "$program" "$count" >"$records.part" && mv "$records.part" "$records"; }

python3 tests/rates/shape.py "$program" >target/rates/record.rs
RECORD=$PWD/target/rates/record.rs cargo build --quiet --release --manifest-path tests/rates/sonic/Cargo.toml --target-dir target/rates/sonic

python=target/rates/venv/bin/python
[ -x "$python" ] || python3 -m venv target/rates/venv
for package in pyyaml duckdb zen-engine; do
  "$python" -m pip install --quiet "$package" || echo "$package cannot be installed here"
done
"$python" tests/rates/measure.py "$program" target/rates/sonic/release/sonic "$records" "$rounds"

python3 tests/rates/peak.py "the most memory" "$program" batch --fields id,level,supports,alerts "$records"

# Answers left out: most of those walks have to be searched.
for rate in 0.1 0.3 0.5 0.7 0.9; do
  head -1000 "$records" | python3 tests/rates/skips.py "$rate" >target/rates/skips.ndjson
  python3 tests/rates/peak.py "1000 records, $rate of their answers left out" \
    "$program" batch --missing skip --fields level target/rates/skips.ndjson
done

# One line that does not end for a gigabyte: refused, without being held.
{ head -c 1G /dev/zero | tr '\0' x; echo; } |
  python3 tests/rates/peak.py "one line of a gigabyte" "$program" batch --from ndjson
