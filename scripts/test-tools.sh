#!/bin/sh
# Makes sure of what the tests run beside the JDK and Maven: nginx, in front of nodes. Installs it where it
# may, as root on Debian and its kin; elsewhere says what is missing.
set -eu
PATH=$PATH:/usr/sbin
if command -v nginx >/dev/null; then
  exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # Installed to be run by the tests, not as a service.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx >/dev/null
  exit 0
fi
echo "The tests need nginx and found none. Install it: sudo apt-get install nginx" >&2
exit 1
