#!/usr/bin/env bash
# Measures a Carillon server on this machine and compares the numbers with the targets.
#
#   benchmarks/run.sh                      every case
#   benchmarks/run.sh sustained create     only these
#
# Cases: sustained slow create reads idle start history cron pieces. Each one gets a fresh store and
# its own server and receiver; only processes started here are stopped. Every run adds one JSON file to
# benchmarks/results, good or bad, and benchmarks/results/table.md is written anew from all of them.
# Exit code: 0 when every target was met, 1 when one was missed, 3 when a case could not be run.
#
# Settings (environment):
#   BENCH_SERVER         command that starts the server      (bin/carillon serve)
#   BENCH_HTTP_PORT      port of the server                  (18080)
#   BENCH_RESULTS        folder of the results               (benchmarks/results)
#   BENCH_OPTIONS        more options for the measuring program, for one case: "--jobs 20000"
#   BENCH_START_JOBS     jobs in the store of the case start (1000000)
#   BENCH_HISTORY_EXECUTIONS, BENCH_HISTORY_JOBS
#                        what the store of the case history holds (10000000 of 2000)
#   BENCH_HISTORY_STORE  SQLite file to use in its place, filled before
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/jdk.sh

server_command=${BENCH_SERVER:-bin/carillon serve}
port=${BENCH_HTTP_PORT:-18080}
results=${BENCH_RESULTS:-benchmarks/results}
history_executions=${BENCH_HISTORY_EXECUTIONS:-10000000}
control_port=9099
lib=benchmarks/target/bench/lib
jvm=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
server_pid=
receiver_pid=
load_pid=
data=
measured=
worst=0

say() { echo "bench: $*" >&2; }
die() { say "$*"; exit 3; }

# The pid of the JVM, also when the command is a script that did not exec it.
jvm_of() {
  local child
  child=$(pgrep -P "$1" | head -n 1 || true)
  echo "${child:-$1}"
}

stop() {
  local pid=$1 i
  [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 300; i++)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  say "process $pid did not stop within 60 s: killed"
  kill -KILL "$pid" 2>/dev/null || true
}

stop_server() { stop "$server_pid"; server_pid=; }
stop_receiver() { stop "$receiver_pid"; receiver_pid=; }

clean_up() {
  stop "$load_pid"
  stop_server
  stop_receiver
  if [ -n "$data" ]; then rm -rf "$data"; fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Waits until a line is in a log; fails when the process ends first.
await_line() {
  local line=$1 log=$2 pid=$3 i
  for ((i = 0; i < 1200; i++)); do
    grep -q "$line" "$log" 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  say "'$line' did not appear; the end of the log:"
  tail -n 20 "$log" >&2
  return 1
}

start_receiver() {
  java "${jvm[@]}" -XX:+UseSerialGC -Xmx512m -cp "$lib/*" \
    io.carillon.benchmarks.receiver.Receiver \
    --port 9100 --ports 8 --control-port "$control_port" --max-seconds 1800 "$@" \
    >"$data/receiver.log" 2>&1 &
  receiver_pid=$!
  await_line "receiver ready" "$data/receiver.log" "$receiver_pid"
}

# Starts the server on the store of this case, and leaves its settings for Load to inherit.
start_server() {
  export CARILLON_HTTP_HOST=127.0.0.1 CARILLON_HTTP_PORT=$port
  export CARILLON_STORE_URL=${1:-jdbc:sqlite:$data/carillon.db}
  $server_command >"$data/server.log" 2>&1 &
  server_pid=$!
  await_line "carillon ready on" "$data/server.log" "$server_pid" && server_pid=$(jvm_of "$server_pid")
}

# program WORDS...: runs the measuring program.
program() {
  local code=0
  java "${jvm[@]}" -XX:+UseSerialGC -Xmx1g -cp "$lib/*" io.carillon.benchmarks.load.Load "$@" &
  # In the background, because a signal is handled only between foreground commands.
  load_pid=$!
  wait "$load_pid" || code=$?
  load_pid=
  return "$code"
}

# load NAME CASE OPTIONS...: measures and keeps the worst exit code; never fails itself.
load() {
  local name=$1 benchmark_case=$2 code=0 shown="benchmarks/run.sh $measured" setting
  for setting in BENCH_OPTIONS BENCH_START_JOBS BENCH_HISTORY_EXECUTIONS BENCH_HISTORY_JOBS; do
    [ -z "${!setting:-}" ] || shown="$setting='${!setting}' $shown"
  done
  shift 2
  # shellcheck disable=SC2086
  program "$benchmark_case" --server "http://127.0.0.1:$port" \
    --receiver "http://127.0.0.1:$control_port" --port 9100 --ports 8 \
    --server-pid "${server_pid:-0}" --receiver-pid "${receiver_pid:-0}" \
    --commit "$commit" --shown-command "$shown" --name "$name" \
    --out "$results/$name-$(date -u +%Y%m%dT%H%M%SZ).json" "$@" ${BENCH_OPTIONS:-} || code=$?
  if [ "$code" -gt "$worst" ]; then worst=$code; fi
  return 0
}

# Leaves a store of jobs with a history; the jobs come from a server that is stopped again.
fill_history() {
  start_server &&
    BENCH_OPTIONS='' load history-jobs fill --jobs "${BENCH_HISTORY_JOBS:-2000}" &&
    stop_server &&
    program fill-history --store "$data/carillon.db" --executions "$history_executions"
}

# Runs the case that "measured" names; fails when it could not be run.
measure() {
  case $measured in
    sustained | reads) start_receiver && start_server && load "$measured" "$measured" ;;
    slow) start_receiver --delay-ms 2000 && start_server && load slow slow ;;
    create) start_server && load create create ;;
    idle)
      start_server && load idle-after-creating idle && stop_server &&
        start_server && load idle-after-restart idle --jobs 0
      ;;
    start)
      start_server &&
        BENCH_OPTIONS='' load start-fill fill --jobs "${BENCH_START_JOBS:-1000000}" &&
        stop_server && load start start --command "$server_command"
      ;;
    history)
      if [ -n "${BENCH_HISTORY_STORE:-}" ]; then
        start_server "jdbc:sqlite:$BENCH_HISTORY_STORE"
      else
        fill_history && start_server
      fi && load history history --executions "$history_executions"
      ;;
    cron) load cron cron ;;
    pieces) load pieces pieces --folder "$data" ;;
    *)
      say "unknown case '$measured'"
      return 1
      ;;
  esac
}

[ -d "$lib" ] || die "not built: run 'make build' first"
command -v "${server_command%% *}" >/dev/null || die "no ${server_command%% *}: run 'make build' first"
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  die "port $port is taken: set BENCH_HTTP_PORT"
fi
commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)
[ -z "$(git status --porcelain --untracked-files=no 2>/dev/null)" ] || commit="$commit+changes"
mkdir -p "$results" benchmarks/target

cases=("$@")
if [ ${#cases[@]} -eq 0 ]; then cases=(sustained slow create reads idle start history cron pieces); fi
for measured in "${cases[@]}"; do
  say "$measured"
  # Beside the build, not in /tmp: that may be memory, where a sync costs nothing.
  data=$(mktemp -d benchmarks/target/data.XXXXXX)
  if ! measure; then
    say "$measured could not be run"
    worst=3
  fi
  stop_server
  stop_receiver
  rm -rf "$data"
  data=
done

java "${jvm[@]}" -cp "$lib/*" io.carillon.benchmarks.load.Load table --results "$results" \
  | tee "$results/table.md"
exit "$worst"
