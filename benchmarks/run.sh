#!/usr/bin/env bash
# Measures a Carillon server on this machine and compares the numbers with the targets.
#
#   benchmarks/run.sh                      every case: about 75 minutes
#   benchmarks/run.sh sustained create     only these; make bench CASES="sustained create" builds before
#
# Cases, with their minutes:
#   sustained  30,000 jobs of every second for 60 s                                        (3)
#   burst      10,000, 100,000 and 1,000,000 one-shots due at one instant                  (7)
#   drift      1,000 a second, spread over it; 1,000, 5,000 and 20,000 on one second       (5)
#   slow       2,000 a second at a receiver that answers after 2 s                         (2)
#   create     single POSTs over 64 connections; 100,000 jobs through the batch route      (1)
#   history    10,000,000 stored executions: reads when quiet, and under full load         (4)
#   stored     memory, start and growth with 10,000, 100,000 and 1,000,000 stored jobs     (8)
#   capacity   the most jobs of every second that pass, beside wrk at the same receiver  (5..20)
#   long       the sustained case for 10 minutes on a file at its row cap, with pruning   (14)
#   page       the dashboard's first page of 100,000 jobs, in Chromium                    (1)
#   cron       the next fire of a schedule, beside other libraries                         (5)
#   postgres   12,000 jobs of every second for 60 s on PostgreSQL, where its URL is given  (3)
#   nodes      6,000 jobs of every second for 60 s on PostgreSQL, with 1, 2 and 4 nodes that
#              all do everything                                                           (8)
#   roles      6,000 jobs of every second for 60 s, planned by one node and called by 1, 2 and
#              4 others over Redis, where its URL is given, too                            (9)
#   pieces     the timer, a recorder batch, the JSON of the hot routes                     (1)
# Each gets a fresh store, server and receiver; only processes started here are stopped. Every run
# adds JSON files to benchmarks/results, good or bad; table.md and index.html there are written anew.
# Exit code: 0 when every target was met, 1 when one was missed, 3 when a case could not be run.
#
# Settings (environment):
#   BENCH_SERVER          command that starts the server      (bin/carillon serve)
#   BENCH_HTTP_PORT       port of the server                  (18080)
#   BENCH_RECEIVER_PORT   first of the receiver's eight ports (9100)
#   BENCH_CONTROL_PORT    port of the receiver's reports      (9099)
#   BENCH_RESULTS         folder of the results               (benchmarks/results)
#   BENCH_OPTIONS         more options for the measuring program, for one case: "--jobs 20000"
#   BENCH_BURSTS          jobs of the bursts                  (10000 100000 1000000)
#   BENCH_STORED          jobs of the stores of "stored"      (10000 100000 1000000)
#   BENCH_CAPACITY_FIRST, BENCH_CAPACITY_LAST
#                         jobs of the first try of "capacity" and of the last (30000, 50000)
#   BENCH_CHROMIUM        the browser of "page"               (chromium)
#   BENCH_LONG_SECONDS    length of "long"                    (600)
#   BENCH_LONG_ROWS       row cap of "long", filled before    (5000000)
#   BENCH_HISTORY_EXECUTIONS, BENCH_HISTORY_JOBS
#                         what the store of "history" holds   (10000000 of 2000)
#   BENCH_HISTORY_STORE   SQLite file to use in its place, filled before
#   BENCH_POSTGRES_URL    jdbc:postgresql: URL, user included, of an empty database for "postgres",
#                         "nodes" and "roles"
#   BENCH_POSTGRES_JOBS   jobs of "postgres"                  (12000)
#   BENCH_NODES_JOBS, BENCH_NODES
#                         jobs of "nodes", and how many nodes there are (6000, "1 2 4")
#   BENCH_REDIS_URL       redis: URL, for "roles"
#   BENCH_ROLES_JOBS, BENCH_WORKERS
#                         jobs of "roles", and how many nodes call (6000, "1 2 4")
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/jdk.sh

server_command=${BENCH_SERVER:-bin/carillon serve}
port=${BENCH_HTTP_PORT:-18080}
receiver_port=${BENCH_RECEIVER_PORT:-9100}
control_port=${BENCH_CONTROL_PORT:-9099}
results=${BENCH_RESULTS:-benchmarks/results}
lib=benchmarks/target/bench/lib
jvm=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
measured=
result=
worst=0

say() { echo "bench: $*" >&2; }
die() { say "$*"; exit 3; }

. benchmarks/processes.sh
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# run_case NAME CASE OPTIONS...: measures; exit code 0: every target met, 1: one missed, 2 or 3: not
# measured. Leaves the result's file in "result".
run_case() {
  result=$results/$1-$(date -u +%Y%m%dT%H%M%SZ).json
  program_case "$result" "$@"
}

# program_case FILE NAME CASE OPTIONS...: measures with what runs now and leaves the result in FILE.
program_case() {
  local out=$1 name=$2 benchmark_case=$3 shown="benchmarks/run.sh $measured" setting
  for setting in ${!BENCH_@}; do
    case $setting in
      BENCH_*PORT | BENCH_RESULTS | BENCH_POSTGRES_URL | BENCH_REDIS_URL) ;;
      *) [ -z "${!setting}" ] || shown="$setting='${!setting}' $shown" ;;
    esac
  done
  shift 3
  # shellcheck disable=SC2086 # options are separate words
  program "$benchmark_case" --server "http://127.0.0.1:$port" \
    --receiver "http://127.0.0.1:$control_port" --port "$receiver_port" --ports 8 \
    --server-pid "${server_pid:-0}" --receiver-pid "${receiver_pid:-0}" \
    ${server_pid:+--server-log "$data/server.log"} \
    --commit "$commit" --shown-command "$shown" --name "$name" \
    --out "$out" "$@" ${BENCH_OPTIONS:-}
}

# load NAME CASE OPTIONS...: run_case that keeps the worst exit code; fails when nothing was measured.
load() {
  local code=0
  run_case "$@" || code=$?
  if [ "$code" -gt "$worst" ]; then worst=$code; fi
  [ "$code" -le 1 ]
}

not_run() { say "$1 could not be run"; worst=3; }

# on_fresh NAME CASE OPTIONS...: load with a receiver and a server of its own on a fresh store.
on_fresh() { { start_fresh && load "$@"; } || not_run "$1"; }

. benchmarks/cases.sh

[ -d "$lib" ] || die "not built: run 'make build ALSO=,benchmarks' first"
command -v "${server_command%% *}" >/dev/null || die "no ${server_command%% *}: run 'make build' first"
for taken in "$port" "$receiver_port" "$control_port"; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$taken") 2>/dev/null; then
    die "port $taken is taken: set BENCH_HTTP_PORT, BENCH_RECEIVER_PORT or BENCH_CONTROL_PORT"
  fi
done
. benchmarks/commit.sh
mkdir -p "$results" benchmarks/target

cases=("$@")
# shellcheck disable=SC2206 # one word a case
if [ ${#cases[@]} -eq 0 ]; then cases=($all_cases); fi
for measured in "${cases[@]}"; do
  say "$measured"
  case " $all_cases " in
    *" $measured "*) "measure_$measured" ;;
    *) not_run "'$measured' is no case and" ;;
  esac
  clean_up
done

program report --results "$results"
say "written: $results/table.md and $results/index.html"
exit "$worst"
