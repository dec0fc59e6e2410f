# Sourced by run.sh: how each case is measured. A function measure_CASE never fails; what could not be
# run is told by not_run.
all_cases='sustained burst drift slow create history stored capacity long page cron pieces'
if [ -n "${BENCH_POSTGRES_URL:-}" ]; then all_cases+=' postgres nodes'; fi
if [ -n "${BENCH_POSTGRES_URL:-}" ] && [ -n "${BENCH_REDIS_URL:-}" ]; then all_cases+=' roles'; fi

# Has the server work for a while, so that its code is compiled. What is measured then is the
# scheduler, not the compiler beside it on the same two processors.
warm_up() {
  local code=0
  BENCH_OPTIONS='' program_case "$data/warm.json" warm sustained --jobs 5000 --warm-seconds 1 \
    --window-seconds 30 >"$data/warm.log" || code=$?
  [ "$code" -le 1 ]
}

start_warm() { start_fresh && warm_up; }

# on_warm NAME CASE OPTIONS...: on_fresh with a server that has worked for a while.
on_warm() { { start_warm && load "$@"; } || not_run "$1"; }

measure_sustained() { on_warm sustained sustained; }

measure_burst() {
  local jobs target
  for jobs in ${BENCH_BURSTS:-10000 100000 1000000}; do
    case $jobs in
      10000) target=(--rounds 3 --last-call-ms 200) ;;
      100000) target=(--last-call-ms 2000) ;;
      *) target=() ;;
    esac
    on_warm "burst-$jobs" burst --jobs "$jobs" "${target[@]}"
  done
}

measure_drift() {
  on_warm drift-1000-spread drift --jobs 1000 --spread true --p50-ms 2 --p99-ms 10
  load drift-1000 drift --jobs 1000 --p99-ms 25 || not_run drift-1000
  load drift-5000 drift --jobs 5000 --p99-ms 100 || not_run drift-5000
  load drift-20000 drift --jobs 20000 --p99-ms 300 || not_run drift-20000
}

measure_slow() {
  { fresh && start_receiver --delay-ms 2000 && start_server && load slow slow; } || not_run slow
}

measure_create() {
  if command -v wrk >/dev/null; then on_fresh create create-wrk; else on_fresh create create; fi
  BENCH_OPTIONS='' on_fresh create-batch create-batch
}

# fill_history JOBS EXECUTIONS: leaves a store of jobs with a history. The jobs come from a server
# that is stopped again.
fill_history() {
  start_server &&
    program fill --server "http://127.0.0.1:$port" --port "$receiver_port" --jobs "$1" >"$data/fill.json" &&
    stop_server &&
    program fill-history --store "$data/carillon.db" --executions "$2"
}

measure_history() {
  local executions=${BENCH_HISTORY_EXECUTIONS:-10000000}
  {
    fresh && if [ -n "${BENCH_HISTORY_STORE:-}" ]; then
      start_server "jdbc:sqlite:$BENCH_HISTORY_STORE"
    else
      fill_history "${BENCH_HISTORY_JOBS:-2000}" "$executions" && start_server
    fi && BENCH_OPTIONS='' load history history --executions "$executions" &&
      start_receiver && warm_up && load history-under-load reads
  } || not_run history
}

# Memory, time to ready and cost of an execution do not follow what is stored.
measure_stored() {
  local jobs beside=()
  { fresh && use_store && load start-empty start --command "$server_command" --ready-ms 1000; } ||
    not_run start-empty
  for jobs in ${BENCH_STORED:-10000 100000 1000000}; do
    {
      start_fresh && load "memory-$jobs-created" idle --jobs "$jobs" && stop_server &&
        load "start-$jobs" start --command "$server_command" &&
        start_server && load "memory-$jobs-restarted" idle --jobs 0 &&
        load "growth-$jobs" growth "${beside[@]}"
    } || not_run "stored-$jobs"
    [ ${#beside[@]} -gt 0 ] || beside=(--beside "$result")
  done
}

# passes JOBS: whether so many jobs of every second pass; a failure here is an answer. Memory is
# reported, but does not decide.
passes() {
  local code=0
  if start_warm; then run_case "capacity-$1" sustained --jobs "$1" --rss-mb 0 || code=$?; else code=3; fi
  [ "$code" -le 1 ] || not_run "capacity-$1"
  return "$code"
}

# Up in steps of 2,500 until one fails or the last passes; or, when the first fails, down in steps
# of 5,000 until one passes.
measure_capacity() {
  local first=${BENCH_CAPACITY_FIRST:-30000} last=${BENCH_CAPACITY_LAST:-50000} jobs highest=0 failed=0
  for ((jobs = first; failed == 0 && jobs <= last; jobs += 2500)); do
    if passes "$jobs"; then highest=$jobs; else failed=$jobs; fi
  done
  for ((jobs = first - 5000; highest == 0 && jobs > 0; jobs -= 5000)); do
    if passes "$jobs"; then highest=$jobs; else failed=$jobs; fi
  done
  {
    fresh && start_receiver &&
      BENCH_OPTIONS='' load capacity capacity --highest "$highest" --failed-at "$failed"
  } || not_run capacity
}

measure_long() {
  local rows=${BENCH_LONG_ROWS:-5000000}
  {
    fresh && fill_history 2000 "$rows" && start_receiver &&
      CARILLON_RETENTION_ROWS_MAX=$rows start_server && warm_up &&
      load long sustained --window-seconds "${BENCH_LONG_SECONDS:-600}" --rows-max "$rows"
  } || not_run long
}

# The dashboard in a browser.
measure_page() {
  local chromium=${BENCH_CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
  if [ -z "$chromium" ]; then not_run 'page: no Chromium, and'; return; fi
  on_fresh page page --chromium "$chromium"
}

# The sustained case on PostgreSQL, which shares the two cores with all others.
measure_postgres() {
  {
    fresh && start_receiver && start_server "$BENCH_POSTGRES_URL" && warm_up &&
      load postgres sustained --jobs "${BENCH_POSTGRES_JOBS:-12000}" --rss-mb 0
  } || not_run postgres
}

# 1, 2 and 4 nodes that all do everything, on one PostgreSQL.
measure_nodes() {
  local nodes
  for nodes in ${BENCH_NODES:-1 2 4}; do
    {
      fresh && start_receiver &&
        CARILLON_NODE_NAME=first start_server "$BENCH_POSTGRES_URL" &&
        start_others $((nodes - 1)) api,scheduler,worker && warm_up &&
        load "nodes-$nodes" sustained --jobs "${BENCH_NODES_JOBS:-6000}" --rss-mb 0
    } || not_run "nodes-$nodes"
  done
}

# A node that plans, and 1, 2 and 4 that call, which get their work over Redis.
measure_roles() {
  local workers
  export CARILLON_QUEUE_URL=$BENCH_REDIS_URL
  for workers in ${BENCH_WORKERS:-1 2 4}; do
    {
      fresh && start_receiver &&
        CARILLON_ROLES=api,scheduler CARILLON_NODE_NAME=planner start_server "$BENCH_POSTGRES_URL" &&
        start_others "$workers" worker && warm_up &&
        load "roles-$workers" sustained --jobs "${BENCH_ROLES_JOBS:-6000}" --rss-mb 0
    } || not_run "roles-$workers"
  done
  unset CARILLON_QUEUE_URL
}

measure_cron() { { fresh && load cron cron; } || not_run cron; }

measure_pieces() { { fresh && load pieces pieces --folder "$data"; } || not_run pieces; }
