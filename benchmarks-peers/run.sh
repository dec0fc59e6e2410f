#!/usr/bin/env bash
# Gives Carillon and other schedulers the same two works on this machine, one after the other, and
# puts the numbers side by side:
#
#   benchmarks-peers/run.sh                          all of them, about 15 minutes
#   benchmarks-peers/run.sh carillon db-scheduler    only these
#   benchmarks-peers/run.sh table                    only the table, from the results there are
#
# burst:     10,000 one-shots due at one instant: when is the last one called?
# sustained: jobs due every second for 20 s: how many until calls are missing or the 99th percentile
#            of their lateness reaches 1 s? At most five tries.
#
# Each scheduler gets a receiver and a database of its own; only processes started here are stopped.
# Every one adds a JSON file to benchmarks/results, and benchmarks/results/peers.md is written anew
# from the newest of each. Exit code: 0 when all could be run, 3 when one could not.
#
# Settings (environment):
#   PEERS_PORT       first of 20 ports that are used     (18200)
#   PEERS_RESULTS    folder of the results               (benchmarks/results)
#   PEERS_OPTIONS    more options for the program: "--threads 64 --tries 3 --burst 0"
#   PEERS_JAVA_OPTS  options of the JVM of the peers     (below)
#   BENCH_SERVER     command that starts Carillon        (bin/carillon serve)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/jdk.sh
. scripts/background.sh

server_command=${BENCH_SERVER:-bin/carillon serve}
results=${PEERS_RESULTS:-benchmarks/results}
port=${PEERS_PORT:-18200}
control_port=$port
server_port=$((port + 1))
database_port=$((port + 2))
call_port=$((port + 10))
lib=benchmarks-peers/target/peers/lib
jvm=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# Throughput first: a heap that never grows and the collector with the least work for each call.
peer_jvm=${PEERS_JAVA_OPTS:--XX:+UseParallelGC -Xms1g -Xmx1g}
server_pid=
receiver_pid=
program_pid=
data=
worst=0

say() { echo "peers: $*" >&2; }
die() { say "$*"; exit 3; }

clean_up() {
  stop "$program_pid"
  stop "$server_pid"
  stop "$receiver_pid"
  program_pid='' server_pid='' receiver_pid=''
  if [ -n "$data" ]; then rm -rf "$data"; fi
  data=
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_receiver() {
  java "${jvm[@]}" -XX:+UseSerialGC -Xmx512m -cp "$lib/*" \
    io.carillon.benchmarks.receiver.Receiver \
    --port "$call_port" --ports 8 --control-port "$control_port" --max-seconds 900 \
    >"$data/receiver.log" 2>&1 &
  receiver_pid=$!
  await_line "receiver ready" "$data/receiver.log" "$receiver_pid"
}

start_carillon() {
  CARILLON_HTTP_HOST=127.0.0.1 CARILLON_HTTP_PORT=$server_port \
    CARILLON_STORE_URL=jdbc:sqlite:$data/carillon.db \
    $server_command >"$data/server.log" 2>&1 &
  server_pid=$!
  await_line "carillon ready on" "$data/server.log" "$server_pid"
}

# program WORDS...: runs the measuring program. In the background, because a signal is handled only
# between foreground commands.
program() {
  local code=0
  # shellcheck disable=SC2086 # options are separate words
  java "${jvm[@]}" $peer_jvm -cp "$lib/*" io.carillon.benchmarks.peers.Peers "$@" &
  program_pid=$!
  wait "$program_pid" || code=$?
  program_pid=
  return "$code"
}

measure() {
  local name=$1 shown="benchmarks-peers/run.sh $1"
  [ -z "${PEERS_OPTIONS:-}" ] || shown="PEERS_OPTIONS='$PEERS_OPTIONS' $shown"
  start_receiver || return 1
  if [ "$name" = carillon ]; then start_carillon || return 1; fi
  # shellcheck disable=SC2086
  program "$name" --receiver "http://127.0.0.1:$control_port" --port "$call_port" --ports 8 \
    --server "http://127.0.0.1:$server_port" \
    --database "$data/postgres" --database-port "$database_port" \
    --commit "$commit" --shown-command "$shown" \
    --out "$results/peers-$name-$(date -u +%Y%m%dT%H%M%SZ).json" ${PEERS_OPTIONS:-}
}

[ -d "$lib" ] || die "not built: run 'make bench-peers'"
. benchmarks/commit.sh
mkdir -p "$results"

names=("$@")
if [ ${#names[@]} -eq 0 ]; then mapfile -t names < <(program names); fi
for name in "${names[@]}"; do
  [ "$name" != table ] || continue
  for ((p = port; p < port + 20; p++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null; then die "port $p is taken: set PEERS_PORT"; fi
  done
  say "$name"
  # Beside the build, not in /tmp: that may be memory, where a sync costs nothing.
  data=$(mktemp -d "$PWD/benchmarks-peers/target/data.XXXXXX")
  if ! measure "$name"; then
    say "$name could not be run"
    worst=3
  fi
  clean_up
done

program table --results "$results" | tee "$results/peers.md"
exit "$worst"
