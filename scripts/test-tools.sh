#!/bin/sh
# Makes sure of what the tests run beside the JDK, Maven and npm: nginx, in front of nodes, and Chromium, which
# looks at the dashboard. Installs them where it may, as root on Debian and its kin; elsewhere says what is
# missing. CARILLON_TEST_CHROMIUM names another Chromium.
set -eu
PATH=$PATH:/usr/sbin
missing=
command -v nginx >/dev/null || missing=nginx
if [ -z "${CARILLON_TEST_CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
  missing="$missing chromium"
fi
if [ -z "$missing" ]; then
  exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # Installed to be run by the tests, not as a service. $missing is a list.
  # shellcheck disable=SC2086
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "The tests need $missing. Install: sudo apt-get install $missing" >&2
exit 1
