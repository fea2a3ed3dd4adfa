#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, runs and tests Telltale on Debian 12 or newer.
#   packaging/setup.sh deps    install the packages that building and testing need
#   packaging/setup.sh build   deps, then the release build in build/release
#   packaging/setup.sh run     build, then the demo: a window, or without a display a picture and the leaks
#   packaging/setup.sh test    build, then all tests; closes with "N passed, N failed"
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
    cmake ninja-build ccache g++ pkg-config git
    libpcap-dev libcap-dev libnftables-dev libseccomp-dev libssl-dev zlib1g-dev libbrotli-dev libzstd-dev libnghttp2-dev
    libsimdjson-dev libmimalloc-dev libtomlplusplus-dev libpsl-dev libmaxminddb-dev libunistring-dev libvectorscan-dev
    libxxhash-dev libasio-dev libzip-dev
    qt6-base-dev qt6-svg-dev qt6-image-formats-plugins libqcustomplot-dev libqrencode-dev fonts-noto-core fonts-noto-mono fonts-droid-fallback
    libgtest-dev libgmock-dev libbenchmark-dev python3 iproute2 nftables libcap2-bin openssl curl
    dbus-daemon python3-dbusmock adb
)

say() { printf '%s\n' "$*" >&2; }

deps() {
    local missing=() package
    for package in "${packages[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    say "Installing: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "Run this as root, or install sudo: packages must be installed."; exit 4; }
        sudo=(sudo)
    fi
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

preset() {
    cmake --preset "$1" >"build/$1-configure.log" 2>&1 || { cat "build/$1-configure.log" >&2; exit 1; }
    cmake --build --preset "$1"
}

build() {
    deps
    mkdir -p build
    preset release >&2
}

run() {
    build
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        exec build/release/bin/telltale --demo
    fi
    local picture=build/demo.png
    say "No display: the demo runs offscreen."
    build/release/bin/telltale-cli analyze --format text --only search,leak,summary resources/demo/demo.pcapng
    QT_QPA_PLATFORM=offscreen build/release/bin/telltale --demo --speed 8 --size 1440x900 --grab "$picture"
    printf 'The picture of the window is %s\n' "$PWD/$picture"
}

run_tests() {
    build
    local log=build/test.log status=0
    QT_QPA_PLATFORM=offscreen ctest --preset release --parallel "$(nproc)" 2>&1 | tee "$log" || status=$?
    local total failed
    total=$(sed -n 's/.* tests failed out of \([0-9]*\)$/\1/p' "$log" | tail -1)
    failed=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests failed out of .*/\1/p' "$log" | tail -1)
    if [ -z "$total" ]; then
        say "The tests did not run."
        exit 1
    fi
    printf '%d passed, %d failed\n' "$((total - failed))" "$failed"
    return "$status"
}

case "${1:-}" in
deps) deps ;;
build) build ;;
run) run ;;
test) run_tests ;;
*)
    say "Usage: packaging/setup.sh deps|build|run|test"
    exit 1
    ;;
esac
