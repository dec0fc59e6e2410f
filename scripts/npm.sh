#!/bin/sh
# Runs one of the dashboard's npm scripts, with what package-lock.json names, each file held against its hash.
#
#   npm.sh SCRIPT   SCRIPT: as in dashboard/package.json
set -eu
cd "$(dirname "$0")/../dashboard"
if ! command -v npm >/dev/null || ! node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo 'The dashboard is built with Node 20.19 or later and npm: https://nodejs.org/en/download' >&2
  exit 1
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --prefer-offline --loglevel=error
fi
# Names change with what is in the files: those of earlier builds would be shipped, too.
[ "$1" != build ] || rm -rf target/classes/io/carillon/dashboard
exec npm run --silent "$1"
