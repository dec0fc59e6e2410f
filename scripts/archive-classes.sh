#!/bin/sh
# Archives the classes that a start loads, for the launcher. Without the archive the server starts
# as well, in twice the CPU time, so a failure here is said and fails nothing.
set -eu
cd "$(dirname "$0")/.."
server=server/target/carillon
archive=$server/carillon.jsa

if [ -f "$archive" ] && [ -z "$(find "$server/lib" -name '*.jar' -newer "$archive")" ]; then
  exit 0
fi
rm -f "$archive"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CARILLON_JAVA_OPTS="-XX:ArchiveClassesAtExit=$archive" "$server/bin/carillon" serve \
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
[ -f "$archive" ] || echo 'note: no class archive was made; the server starts more slowly' >&2
