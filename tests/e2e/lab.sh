#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The phone lab: a "phone" and an "internet" in network namespaces, joined by this machine as a
# hotspot would. Nothing leaves the machine. Needs root.
#   lab.sh up DIR      make namespaces, names, certificates and servers; DIR takes logs and keys
#   lab.sh down DIR    take all of it away again
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
hosts=${LAB_HOSTS:-$here/hosts} # names and addresses of the lab's internet

names() { grep -v '^#' "$hosts" | awk '{print $2}'; }
# LAB_FAMILY=6: the names have addresses of the documentation prefix 2001:db8::/32 (RFC 3849) instead.
addresses() {
    grep -v '^#' "$hosts" | awk -v family="${LAB_FAMILY:-4}" '{ split($1, part, "."); print family == 6 ? "2001:db8:113::" part[4] : $1 }'
}
hosts_file() { paste -d' ' <(addresses) <(names); }

namespaces() {
    ip netns add phone
    ip netns add inet
    ip link add hs0 type veth peer name wlan0 netns phone
    ip link add up0 type veth peer name eth0 netns inet
    ip addr add 10.42.0.1/24 dev hs0
    ip addr add 198.51.100.1/24 dev up0
    ip link set hs0 up
    ip link set up0 up
    ip -n phone addr add 10.42.0.2/24 dev wlan0
    ip -n phone link set lo up
    ip -n phone link set wlan0 up
    ip -n phone route add default via 10.42.0.1
    ip -n inet addr add 198.51.100.2/24 dev eth0
    ip -n inet link set lo up
    ip -n inet link set eth0 up
    ip -n inet route add default via 198.51.100.1
    ip -6 addr add fd42:42::1/64 dev hs0 nodad
    ip -6 addr add fd42:51::1/64 dev up0 nodad
    ip -n phone -6 addr add fd42:42::2/64 dev wlan0 nodad
    ip -n phone -6 route add default via fd42:42::1
    ip -n inet -6 addr add fd42:51::2/64 dev eth0 nodad
    ip -n inet -6 route add default via fd42:51::1
    ip -6 route add 2001:db8:113::/64 via fd42:51::2
    for address in $(addresses); do ip -n inet addr add "$address" dev lo; done
    ip route add 203.0.113.0/24 via 198.51.100.2
    sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    # Offloads would show frames in the capture that no radio could carry.
    ethtool -K hs0 tso off gso off gro off >/dev/null
    ethtool -K up0 tso off gso off gro off >/dev/null
    ip netns exec phone ethtool -K wlan0 tso off gso off gro off >/dev/null
    ip netns exec inet ethtool -K eth0 tso off gso off gro off >/dev/null
    mkdir -p /etc/netns/phone
    echo 'nameserver 10.42.0.1' >/etc/netns/phone/resolv.conf
}

certificates() {
    local dir=$1 san
    san=$(names | sed 's/^/DNS:/' | paste -sd,)
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Phone lab root' \
        -addext 'basicConstraints=critical,CA:TRUE' -keyout "$dir/root.key" -out "$dir/root.pem" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=lab' -keyout "$dir/server.key" \
        -out "$dir/server.csr" 2>/dev/null
    openssl x509 -req -in "$dir/server.csr" -CA "$dir/root.pem" -CAkey "$dir/root.key" -CAcreateserial -days 30 \
        -extfile <(printf 'subjectAltName=%s\n' "$san") -out "$dir/server.pem" 2>/dev/null
}

up() {
    local dir=$1
    mkdir -p "$dir"
    down "$dir" 2>/dev/null || true
    [ -n "${LAB_HOSTS:-}" ] || [ -d "$here/node_modules" ] || (cd "$here" && npm install >/dev/null)
    namespaces
    certificates "$dir"
    hosts_file >"$dir/hosts"
    dnsmasq --no-resolv --no-hosts --addn-hosts="$dir/hosts" --listen-address=10.42.0.1 --bind-interfaces \
        --pid-file="$dir/dnsmasq.pid" --cache-size=0
    ip netns exec inet node "$here/servers.mjs" "$dir" >"$dir/servers.log" 2>&1 &
    echo $! >"$dir/servers.pid"
    for _ in $(seq 50); do
        grep -q ready "$dir/servers.log" 2>/dev/null && return 0
        sleep 0.1
    done
    echo "The lab's servers did not start; see $dir/servers.log." >&2
    return 1
}

down() {
    local dir=$1 pid
    for pid in "$dir/servers.pid" "$dir/dnsmasq.pid"; do
        [ -f "$pid" ] && kill "$(cat "$pid")" 2>/dev/null
        rm -f "$pid"
    done
    ip link del hs0 2>/dev/null
    ip link del up0 2>/dev/null
    ip netns del phone 2>/dev/null
    ip netns del inet 2>/dev/null
    rm -rf /etc/netns/phone
    return 0
}

case "${1:-}" in
up | down) "$1" "${2:?a folder}" ;;
*)
    echo "Usage: lab.sh up|down DIR" >&2
    exit 1
    ;;
esac
