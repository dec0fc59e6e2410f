#!/bin/sh
# The long tests: schedules around every clock change, many simulated lives of the engine, many broken
# requests, many kills of a real server, a call of 90 s, and what is tagged `long`. Both of the JVM's compilers
# are at work, as minutes of simulated lives repay them. Bounded: about 20 minutes on 2 cores. Results are
# written down in docs/reliability.md.
set -eu
cd "$(dirname "$0")/.."
sh scripts/test-tools.sh
exec sh scripts/maven.sh verify -pl engine,browser,e2e,benchmarks-peers -am \
  -Dcarillon.jvm.compiler= \
  -Dcarillon.tests.excluded=none \
  -Dcarillon.schedule.sweeps="${SOAK_SWEEPS:-20}" \
  -Dcarillon.simulation.seeds="${SOAK_SEEDS:-20000}" \
  -Dcarillon.cluster.seeds="${SOAK_SEEDS:-20000}" \
  -Dcarillon.fuzz.seeds="${SOAK_FUZZ_SEEDS:-20}" \
  -Dcarillon.kills="${SOAK_KILLS:-60}" \
  -Dcarillon.seed="${SOAK_SEED:-$(date +%s)}" \
  -Dcarillon.long-call-ms=90000
