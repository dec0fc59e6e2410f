#!/bin/sh
# Starts Carillon as this checkout built it: bin/carillon serve
home=$(cd "$(dirname "$0")/.." && pwd)
exec "$home/server/target/carillon/bin/carillon" "$@"
