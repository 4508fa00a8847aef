#!/usr/bin/env bash
# Prints where Chromium is, and installs it first where it may. Where it may not, says why, and fails.
# What the scripts that drive it import is installed beside them: tests/html/node_modules.
set -eu
cd "$(dirname "$0")"
found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
fail() { echo "$1"; exit 1; }

if ! found > /dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || fail "there is no Chromium, and it cannot be installed without root and apt-get"
  install() { apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core > /dev/null 2>&1; }
  install || { apt-get update -qq > /dev/null 2>&1 && install; } || fail "Chromium could not be installed"
fi
command -v npm > /dev/null || fail "there is no npm"
[ -d html/node_modules ] || npm ci --prefix html --no-audit --no-fund --silent >&2 || fail "npm could not install playwright-core and axe-core"
found
