#!/bin/sh
# Runs a command in a network of its own: loopback, and one interface with an address that ICE takes,
# as it takes none of loopback's. Nothing in it reaches another machine.
set -e
if [ "$1" != inside ]; then
  [ "$(id -u)" = 0 ] && exec unshare --net "$0" inside "$@"
  exec unshare --net --map-root-user "$0" inside "$@"
fi
shift
ip link set lo up
ip link add call0 type bridge
# TEST-NET-1: an address that no network uses.
ip address add 192.0.2.10/24 dev call0
ip link set call0 up
exec "$@"
