#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the phone lab once and keeps what was seen: DIR/raw.pcapng, phone.keys, marks.json and
# truth.ndjson. Needs root and the packages chromium nodejs npm dnsmasq ethtool libnss3-tools iproute2.
#   record.sh DIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?a folder for what is recorded}
capture=${TELLTALE_CAPTURE:-$here/../../build/release/bin/telltale-capture}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap '"$here/lab.sh" down "$dir"' EXIT
"$here/lab.sh" up "$dir"

rm -rf "$dir/home" "$dir/phone.keys"
mkdir -p "$dir/home/.pki/nssdb"
certutil -N -d "sql:$dir/home/.pki/nssdb" --empty-password
certutil -A -d "sql:$dir/home/.pki/nssdb" -t C,, -n lab -i "$dir/root.pem"

coproc CAPTURE { exec "$capture" -i hs0 >"$dir/raw.pcapng"; }
capture_pid=$CAPTURE_PID
sleep 0.5
ip netns exec phone node "$here/phone.mjs" "$dir"
sleep 0.5
kill -TERM "$capture_pid"
wait "$capture_pid" || true
wc -c "$dir/raw.pcapng" "$dir/truth.ndjson" "$dir/phone.keys" >&2
