#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's adb is the reference for how we speak:
 - the real adb client asks our test server (devices, shell with its exit status);
 - telltale-cli asks the real adb server: none there, no phone, one that is not allowed, a phone by Wi-Fi.
   adb_reference.py TELLTALE_CLI
Exit status 77 (skipped) where adb is not installed."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile

from adb_server import AdbServer
from adbd import Adbd
from framing import Phone

SKIPPED = 77
cli = pathlib.Path(sys.argv[1]).resolve()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def real_client_and_our_server(environment):
    phone = Phone("b5a72e1c", model="Redmi_Note_8")
    locked = Phone("emulator-5554", state="unauthorized")
    with AdbServer([phone, locked]) as server:
        def adb(*words):
            return subprocess.run(["adb", "-P", str(server.port), *words], capture_output=True, text=True, env=environment, timeout=30)
        listed = adb("devices", "-l").stdout
        assert "b5a72e1c" in listed and "model:Redmi_Note_8" in listed and "unauthorized" in listed, listed
        shell = adb("-s", "b5a72e1c", "shell", "-T", "echo one; echo two >&2; exit 7")
        assert shell.returncode == 7 and shell.stdout == "one\n", shell
        raw = adb("-s", "b5a72e1c", "exec-out", "printf 'a\\nb'")
        assert raw.stdout == "a\nb", raw
        assert adb("-s", "nobody", "shell", "true").returncode != 0
        assert "host:version" in server.asked and any(s.startswith("shell,v2") for s in server.asked), server.asked
    print("the real adb client reads devices, shell and exit status from the test server")


def wait_for(port):
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return


def finding(*words):
    """What the doctor says of the phone; None where it can be asked."""
    done = subprocess.run([cli, "doctor", "-i", "lo", "--format", "ndjson", "--adb", *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done
    found = [r for r in map(json.loads, done.stdout.splitlines()) if r.get("id") == "adb.no_phone"]
    return found[0]["sentence"] + " " + found[0]["remedy"] if found else None


def our_client_and_the_real_server(environment):
    port = free_port()
    where = f"127.0.0.1:{port}"
    said = finding("--adb-server", where)
    assert "No adb server answers at " + where in said and "adb start-server" in said, said
    server = subprocess.Popen(["adb", "-P", str(port), "nodaemon", "server"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=environment)
    try:
        def adb(*words):
            return subprocess.run(["adb", "-P", str(port), *words], capture_output=True, text=True, env=environment, timeout=30).stdout
        wait_for(port)
        said = finding("--adb-server", where)
        assert "adb knows no phone" in said and "USB debugging" in said, said
        with Adbd(Phone("x", model="Pixel_7")) as adbd:
            connected = adb("connect", f"127.0.0.1:{adbd.port}")
            assert "connected to" in connected, connected
            assert finding("--adb-server", where) is None
            assert finding("--adb-server", where, "--adb-serial", f"127.0.0.1:{adbd.port}") is None
            said = finding("--adb-server", where, "--adb-serial", "other")
            assert "knows no phone other" in said, said
            with Adbd(Phone("y", model="Redmi_8")) as second:
                adb("connect", f"127.0.0.1:{second.port}")
                said = finding("--adb-server", where)
                assert "several phones" in said and "Pixel_7" in said and "--adb-serial" in said, said
    finally:
        server.terminate()
        server.wait(10)
    print("telltale-cli reads the real adb server: none, no phone, one by Wi-Fi, several")


def states():
    for state, part in (("unauthorized", "accept the dialog"), ("offline", "does not answer"), ("recovery", "recovery")):
        with AdbServer([Phone("b5a72e1c", state=state)]) as server:
            said = finding("--adb-server", f"127.0.0.1:{server.port}")
            assert said and part in said, (state, said)
    print("unauthorized, offline and other states are said")


def main():
    states()
    if shutil.which("adb") is None:
        print("skipped: adb is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory() as home:  # its keys are its own
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("ADB_", "ANDROID_"))}
        environment["HOME"] = home
        real_client_and_our_server(environment)
        our_client_and_the_real_server(environment)
    return 0


sys.exit(main())
