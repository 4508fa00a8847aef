#!/usr/bin/env bash
# How long a scripted run takes, from start to end of the process, beside an empty Rust program on the same machine.
# Usage: tests/startup/run.sh [PATH_TO_FIRSTSTEP [RUNS]]
set -eu
cd "$(dirname "$0")/../.."
program=${1:-target/release/firststep}
runs=${2:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rustc -O --edition 2024 -o "$work/empty" tests/startup/empty.rs
rustc -O --edition 2024 -o "$work/time" tests/startup/time.rs

# A whole record: the last choice of every question, and the smallest number.
echo '{"age": 40}' >"$work/answers.json"
first() { sed -n "s/^{\"schema\":1,\"question\":$1.*/\1/p" <<<"$turn"; }
while turn=$("$program" next <"$work/answers.json") && id=$(first '{"id":"\([a-z0-9_]*\)"') && [ -n "$id" ]; do
  answer=$(first '.*"number":{"min":\(-*[0-9]*\),')
  [ -n "$answer" ] || answer=\"$(first '.*{"id":"\([a-z0-9_]*\)","label":')\"
  sed -i "s/}\$/, \"$id\": $answer}/" "$work/answers.json"
done

"$work/time" "$runs" -- "an empty main" "$work/empty" \
  -- "--version" "$program" --version \
  -- "an emergency" "$program" --no-input --right-now cannot_wake \
  -- "all answers from a file" "$program" --no-input -a "$work/answers.json" \
  -- "the same as JSON" "$program" --no-input -a "$work/answers.json" --format json
