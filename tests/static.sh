#!/usr/bin/env bash
# Builds a static binary that runs on any Linux of this kind of processor, where Rust has the target for it.
# Usage: tests/static.sh
set -eu
cd "$(dirname "$0")/.."
target=$(uname -m)-unknown-linux-musl
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
  echo "static: skipped, the target is not installed (rustup target add $target)"
  exit 0
fi
cargo build --release --quiet --target "$target"
program=target/$target/release/firststep
if readelf -l "$program" | grep -q INTERP; then
  echo "static: $program asks for a loader, so it is not static"
  exit 1
fi
# Nothing around it: no libraries, no files, no variables.
env -i "$program" --version
status=0
env -i "$program" --no-input --right-now cannot_wake >/dev/null || status=$?
[ "$status" -eq 20 ] || { echo "static: it ended with $status; expected 20"; exit 1; }
echo "static: $program, $(stat -c %s "$program") bytes, needs nothing"
