#!/bin/sh
# Archives the classes that a start loads, for the launcher, or for another COMMAND that starts the JVM.
# Without the archive the server starts as well, in twice the CPU time, so a failure here is said and
# fails nothing.
#
#   archive-classes.sh [ARCHIVE COMMAND...]
set -eu
if [ $# -eq 0 ]; then
  cd "$(dirname "$0")/.."
  server=server/target/carillon
  set -- "$server/carillon.jsa" "$server/bin/carillon"
  if [ -f "$1" ] && [ -z "$(find "$server/lib" -name '*.jar' -newer "$1")" ]; then
    exit 0
  fi
fi
archive=$1
shift
rm -f "$archive"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
JDK_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$archive" "$@" serve \
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
