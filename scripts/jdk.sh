# Sourced by the scripts and the Makefile: finds a JDK 25 and puts it first on the PATH.
# Looks at CARILLON_JAVA_HOME, JAVA_HOME, then the usual install folders.
carillon_is_jdk_25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25'; }
for carillon_jdk in "${CARILLON_JAVA_HOME:-}" "${JAVA_HOME:-}" \
  /usr/lib/jvm/*25* /opt/*jdk*25* /opt/java/*25* "$HOME"/.sdkman/candidates/java/25* \
  "$HOME"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
  if carillon_is_jdk_25 "$carillon_jdk"; then
    export JAVA_HOME="$carillon_jdk"
    break
  fi
done
if ! carillon_is_jdk_25 "${JAVA_HOME:-/none}"; then
  echo "Carillon needs a JDK 25 and found none. Install one (https://adoptium.net) or set JAVA_HOME to its folder." >&2
  exit 1
fi
export PATH="$JAVA_HOME/bin:$PATH"
unset carillon_jdk
