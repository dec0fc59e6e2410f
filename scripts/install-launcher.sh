#!/bin/sh
# Puts the launcher at bin/carillon after a build.
set -eu
cd "$(dirname "$0")/.."
mkdir -p bin
cp scripts/carillon.sh bin/carillon
chmod +x bin/carillon
