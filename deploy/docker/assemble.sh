#!/bin/sh
# Makes what the image holds of what the build made: a runtime with only the modules that the server
# uses, the jars and the lists of them, the native libraries unpacked, the options of the JVM, the AOT cache
# of a start. Needs a JDK 25 in JAVA_HOME.
#
#   assemble.sh BUILT TARGET   BUILT: server/target/carillon; TARGET: the absolute path where it will run
set -eu
built=$1
target=$2
scripts=$(cd "$(dirname "$0")/../../scripts" && pwd)
mkdir -p "$target/lib" "$target/native"
cp "$built"/lib/*.jar "$target/lib"
cp "$built/THIRD-PARTY.txt" "$target"
cp "$built/carillon.cdx.json" "$target" || echo 'note: Maven makes no bill of materials with --offline' >&2

# What jdeps names less java.desktop and java.compiler: Jackson, Micrometer, SnakeYAML and Vert.x look
# whether they are there.
"$JAVA_HOME/bin/jlink" --output "$target/runtime" --strip-debug --no-man-pages --no-header-files \
  --add-modules java.base,java.management,java.naming,java.security.jgss,java.sql,jdk.jfr,jdk.management,jdk.unsupported

# Unpacked here: otherwise each start writes them into a temporary folder and loads them from there, and
# that may be mounted read-only or noexec.
case $(uname -m) in
  x86_64) netty=x86_64 sqlite=x86_64 ;;
  aarch64) netty=aarch_64 sqlite=aarch64 ;;
  *)
    echo "the jars have no native libraries for $(uname -m)" >&2
    exit 1
    ;;
esac
cd "$target/native"
for jar in ../lib/netty-transport-native-*-linux-"$netty".jar ../lib/sqlite-jdbc-*.jar; do
  "$JAVA_HOME/bin/jar" --extract --file "$jar" META-INF/native "org/sqlite/native/Linux/$sqlite"
done
find . -name '*.so' -exec mv {} . \;
rm -r META-INF org
cd - >/dev/null

# The jars one by one and in order, as the AOT cache is bound to the class path.
common="-XX:-UsePerfData
-cp $(find "$target/lib" -name '*.jar' | LC_ALL=C sort | paste -s -d :)
io.carillon.server.main.Main"

# The heap gets half of the container's memory; buffers, threads and SQLite's caches need the rest.
cat "$built/bin/jvm.options" - >"$target/server.options" <<END
-XX:MaxRAMPercentage=50
-Djava.library.path=$target/native
-Dorg.sqlite.lib.path=$target/native
-Dorg.sqlite.lib.name=libsqlitejdbc.so
$common
END
sh "$scripts/aot-cache.sh" "$target/carillon.aot" "$target/runtime/bin/java" "@$target/server.options"
cache="-XX:AOTCache=$target/carillon.aot"
sed -i "1i $cache" "$target/server.options"
cat >"$target/health.options" <<END
$cache
-Xlog:disable
--enable-native-access=ALL-UNNAMED
-XX:+UseCompactObjectHeaders
-Xmx32m
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
$common
END
