#!/usr/bin/env bash
# The demo: starts a receiver of calls and a Carillon server, loads the sample jobs and shows what
# happens, one line for each execution, until Ctrl-C. Stops everything that it started, and only
# that. Exit code: 0 after Ctrl-C, 1 when something could not start or ended by itself.
#
# CARILLON_HTTP_PORT moves the server from port 8080; the sample jobs fix 4480 and 4444.
# Other settings of the environment, and carillon.yaml, belong to another server, whose store the
# demo must not get into.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/jdk.sh
. scripts/background.sh

port=${CARILLON_HTTP_PORT:-8080}
for setting in $(compgen -e CARILLON_); do
  [ "$setting" = CARILLON_JAVA_HOME ] || unset "$setting"
done
server=http://127.0.0.1:$port
certificate=data/demo/demo-certificate.pem
server_log=data/demo/server.log
receiver_pid=
server_pid=
viewer_pid=

say() { echo "demo: $*" >&2; }
die() { say "$*"; exit 1; }

open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The viewer first, so that it does not report the loss of the server.
stop_all() {
  stop "$viewer_pid"
  stop "$server_pid"
  stop "$receiver_pid"
}

interrupted() {
  trap '' INT TERM
  echo
  echo "demo: stopping"
  stop_all
  trap - EXIT
  exit 0
}

demo() {
  exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m \
    -cp 'examples/target/demo/lib/*' io.carillon.examples.Demo "$@"
}

[ -d examples/target/demo/lib ] && [ -x bin/carillon ] || die "not built: run 'make build' first"
for taken in "$port" 4480 4444; do
  if open "$taken"; then
    die "port $taken on 127.0.0.1 is taken: stop what listens there (lsof -i :$taken)$(
      [ "$taken" != "$port" ] || echo ", or set CARILLON_HTTP_PORT")"
  fi
done

trap stop_all EXIT
trap interrupted INT TERM
mkdir -p data/demo
rm -f "$certificate" "$server_log"

demo receive --certificate "$certificate" &
receiver_pid=$!
until [ -f "$certificate" ] && open 4444; do
  kill -0 "$receiver_pid" 2>/dev/null || die "the receiver did not start"
  sleep 0.1
done

CARILLON_HTTP_HOST=127.0.0.1 CARILLON_HTTP_PORT=$port \
  CARILLON_STORE_URL=jdbc:sqlite:data/demo/carillon.db \
  CARILLON_INVOKER_TRUST_CERTIFICATES=$certificate \
  bin/carillon serve --config /dev/null >"$server_log" 2>&1 &
server_pid=$!
await_line 'carillon ready on' "$server_log" "$server_pid" || die "the server did not start; its log is $server_log"
echo "server ready on $server; its log is $server_log; Ctrl-C stops all"

demo show --server "$server" --jobs examples/jobs.yaml &
viewer_pid=$!

running() {
  local pid
  for pid in "$receiver_pid" "$server_pid" "$viewer_pid"; do
    kill -0 "$pid" 2>/dev/null || return 1
  done
}
while running; do sleep 0.3; done
if ! kill -0 "$server_pid" 2>/dev/null; then
  tail -n 20 "$server_log" >&2
  die "the server ended by itself; its log is $server_log"
fi
die "a part of the demo ended by itself"
