#!/bin/sh
# The long tests: many simulated lives of the engine, many kills of a real server, a call of 90 s.
# Bounded: about ten minutes on 2 cores. Results are written down in docs/reliability.md.
set -eu
cd "$(dirname "$0")/.."
. scripts/jdk.sh
exec mvn --batch-mode --no-transfer-progress verify -pl engine,e2e -am \
  -Dcarillon.simulation.seeds="${SOAK_SEEDS:-20000}" \
  -Dcarillon.kills="${SOAK_KILLS:-60}" \
  -Dcarillon.seed="${SOAK_SEED:-$(date +%s)}" \
  -Dcarillon.long-call-ms=90000
