#!/bin/sh
# Builds the server that lies in server/target/carillon once more, from a copy of the sources in another
# folder, at another time, in another time zone, language and umask, without the checks that change nothing,
# and compares every byte.
#
#   reproduce.sh BUILD   BUILD: the commit that the first build was told
set -eu
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
tar -c --exclude=.git --exclude=target --exclude=node_modules --exclude=./data --exclude=./.mvn/lock . | tar -x -m -C "$copy"
(
  umask 077
  export LC_ALL=C TZ=Pacific/Chatham
  sh "$copy/scripts/maven.sh" -q -Dcarillon.build="$1" -Dcarillon.lint=false -Dspotless.check.skip=true \
    -Dmaven.test.skip=true -T 2 package -pl server -am
)
if [ ! -f server/target/carillon/carillon.cdx.json ]; then
  echo 'The server has no bill of materials. Maven makes none with --offline.' >&2
  exit 1
fi
if ! diff -r --exclude='carillon.aot*' server/target/carillon "$copy/server/target/carillon"; then
  echo 'The server was built twice and differs. If sources were removed since make clean, clean and try again.' >&2
  exit 1
fi
echo "reproduced: $(find server/target/carillon/lib -name 'carillon-*.jar' | wc -l) jars of our own, byte by byte"
