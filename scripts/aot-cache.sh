#!/bin/sh
# Makes the AOT cache (JEP 483, 514) of a start: its classes loaded and linked ahead of time, for the
# launcher, or for another COMMAND that starts the JVM. Without it the server starts as well, in twice the
# CPU time, so a failure here is said and fails nothing. The start that is watched has no settings but its own.
#
#   aot-cache.sh [CACHE COMMAND...]
set -eu
sums=
if [ $# -eq 0 ]; then
  cd "$(dirname "$0")/.."
  server=server/target/carillon
  # For the launcher, which looks whether the cache is of its jars.
  sums=$(cd "$server/lib" && cksum carillon-*.jar)
  set -- "$server/carillon.aot" "$server/bin/carillon"
  if [ -f "$1.sum" ] && [ "$sums" = "$(cat "$1.sum")" ]; then
    exit 0
  fi
fi
cache=$1
shift
rm -f "$cache" "$cache.sum"
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
for setting in $(env | sed -n 's/^\(CARILLON_[A-Z0-9_]*\)=.*/\1/p'); do
  [ "$setting" = CARILLON_JAVA_HOME ] || unset "$setting"
done
JDK_JAVA_OPTIONS="-XX:AOTCacheOutput=$cache" "$@" serve --config /dev/null \
  --http-port 0 --store-url "jdbc:sqlite:$work/carillon.db" >"$work/log" 2>&1 &
pid=$!
tries=0
until grep -q '^carillon ready' "$work/log" || [ "$tries" -eq 150 ]; do
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.2
  tries=$((tries + 1))
done
kill "$pid" 2>/dev/null || true
wait "$pid" || true
pid=
if [ ! -f "$cache" ]; then
  echo 'note: no AOT cache was made; the server starts more slowly. The last of what it said:' >&2
  tail -n 5 "$work/log" >&2
elif [ -n "$sums" ]; then
  echo "$sums" >"$cache.sum"
fi
