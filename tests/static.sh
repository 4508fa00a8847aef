#!/usr/bin/env bash
# Builds a static binary that runs on any Linux of this kind of processor, and tries it with nothing around it: with
# musl where Rust has that target (rustup target add x86_64-unknown-linux-musl), else with the C library of this machine.
# Usage: tests/static.sh [TARGET]
set -eu
cd "$(dirname "$0")/.."
machine=$(uname -m)
target=${1:-$machine-unknown-linux-musl}
[ -d "$(rustc --print sysroot)/lib/rustlib/$target" ] || target=$machine-unknown-linux-gnu
export RUSTFLAGS="-C relocation-model=static"
case $target in *-gnu) RUSTFLAGS="$RUSTFLAGS -C target-feature=+crt-static" ;; esac
cargo build --locked --release --quiet --target "$target"
program=target/$target/release/firststep
if readelf -l "$program" | grep -q INTERP; then
  echo "static: $program asks for a loader, so it is not static"
  exit 1
fi

# Ends with an error if the command that follows ends with another status than that of an emergency.
stops() {
  status=0
  "$@" --no-input --right-now cannot_wake >/dev/null || status=$?
  [ "$status" -eq 20 ] || { echo "static: $1 ended with $status; expected 20"; exit 1; }
}
env -i "$program" --version
stops env -i "$program"
with="without variables"
# In a folder with nothing else in it, where this machine lets us change the root.
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cp "$program" "$root/firststep"
if chroot "$root" /firststep --version >/dev/null 2>&1; then
  stops env -i "$(command -v chroot)" "$root" /firststep
  with="$with and files"
fi
echo "static: $program, $(stat -c %s "$program") bytes, runs $with"
