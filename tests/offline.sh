#!/usr/bin/env bash
# Watches the program's system calls over a scripted run and a plain interview:
# no network call at all, and no file opened for writing.
# Usage: tests/offline.sh PATH_TO_FIRSTSTEP
set -eu
cd "$(dirname "$0")/.."
program=$1
if ! command -v strace >/dev/null; then
  apt-get update -qq && apt-get install -qq -y strace >/dev/null || { echo "offline: skipped, strace cannot be installed here"; exit 0; }
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
strace -f -o "$log" -e trace=network,openat,open,creat,rename,unlink,mkdir \
  "$program" --no-input --right-now cannot_wake >/dev/null || [ $? -eq 20 ]
printf 'none\nunsure\nunsure\n16\n' | strace -f -A -o "$log" -e trace=network,openat,open,creat,rename,unlink,mkdir \
  "$program" --plain >/dev/null 2>&1 || true
[ -s "$log" ] || { echo "offline: strace wrote nothing"; exit 1; }
if grep -E 'socket\(|connect\(|sendto\(|bind\(|O_WRONLY|O_CREAT|creat\(|rename\(|unlink\(|mkdir\(' "$log"; then
  echo "offline: the program reached for the network or wrote a file"
  exit 1
fi
echo "offline: $(wc -l <"$log") calls seen, none to the network, nothing written"
