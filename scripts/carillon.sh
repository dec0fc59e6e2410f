#!/bin/sh
# Starts Carillon from this checkout: bin/carillon serve
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/scripts/jdk.sh"
exec "$home/server/target/carillon/bin/carillon" "$@"
