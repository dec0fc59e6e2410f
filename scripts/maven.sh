#!/bin/sh
# Runs Maven on this project, with a JDK 25 and with the check of dependencies.lock in it.
set -eu
cd "$(dirname "$0")/.."
. scripts/jdk.sh
# Jars keep the modes of the files that go into them.
umask 022

lock=.mvn/lock
if [ -z "$(find $lock/io -newer scripts/lock/DependencyLock.java 2>/dev/null)" ]; then
  maven=$(mvn --batch-mode --version | sed -n 's/^Maven home: //p')
  mkdir -p $lock/META-INF/sisu
  javac --release 11 -d $lock -cp "$maven/lib/*" -Xlint:all,-path,-classfile -Werror -proc:none \
    scripts/lock/DependencyLock.java
  echo io.carillon.lock.DependencyLock >$lock/META-INF/sisu/javax.inject.Named
fi
exec mvn --batch-mode --no-transfer-progress -Dmaven.ext.class.path="$PWD/$lock" "$@"
