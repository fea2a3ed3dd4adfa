#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: an ordinary user watches with interception. Only the helper ever has a right, and none once it
captures; nobody but the stations behind the interface reaches the relay or the certificate page.
   rights_live.py TELLTALE_CLI
Exit status 77 (skipped) without the right to make namespaces."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from namespaces import BRIDGE, Network, family_of

PATIENCE = 20  # seconds; only so that a failure ends
NOBODY = "65534"
net = Network("nft", "setcap", "setpriv", "curl")


def installed(programs, folder):
    """The programs as a package installs them: one folder, the right on the helper alone."""
    for name in ("telltale-cli", "telltale-capture", "telltale-relay"):
        shutil.copy(programs / name, folder / name)
    done = subprocess.run(["setcap", "cap_net_raw,cap_net_admin=ep", folder / "telltale-capture"], capture_output=True, text=True)
    if done.returncode != 0:
        print("skipped: this file system takes no file capabilities: " + done.stderr.strip())
        sys.exit(77)


def threads(pid):
    """The status of each thread: rights and filters belong to threads, not to processes."""
    for task in sorted(pathlib.Path(f"/proc/{pid}/task").iterdir()):
        lines = (task / "status").read_text().splitlines()
        yield {name: value.strip() for name, value in (line.split(":", 1) for line in lines)}


def children(pid):
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            # /proc/PID/exe of a program with file capabilities is hidden even from its user, not from root.
            found[pathlib.Path(f"/proc/{child}/exe").resolve().name] = int(child)
    return found


def reaches(where, address, port):
    """True when somebody there gets a word out of that port."""
    try:
        with net.socket(where, family_of(address), socket.SOCK_STREAM) as stranger:
            stranger.settimeout(2)
            stranger.connect((address, port))
            stranger.sendall(b"GET / HTTP/1.0\r\n\r\n")
            return len(stranger.recv(1)) > 0
    except OSError:
        return False


def watch(folder):
    rules = pathlib.Path(__file__).resolve().parents[3] / "resources/rules"
    process = subprocess.Popen(
        net.command("laptop", "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "env", f"HOME={folder}",
                    folder / "telltale-cli", "watch", "-i", BRIDGE, "--intercept", "--session", folder / "session",
                    "--rules", rules, "--format", "ndjson"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = ""
    for line in process.stderr:
        said += line
        if "certificate at" in line:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, line.split()[-1]
    raise SystemExit("failed: watch did not begin: " + said)


def check(folder):
    problems = []
    process, page = watch(folder)
    everybody = {"telltale-cli": process.pid, **children(process.pid)}
    deadline = time.monotonic() + PATIENCE
    while set(everybody) != {"telltale-cli", "telltale-capture", "telltale-relay"} and time.monotonic() < deadline:
        everybody = {"telltale-cli": process.pid, **children(process.pid)}
    for name, pid in sorted(everybody.items()):
        for facts in threads(pid):
            rights = {key: facts[key] for key in ("CapInh", "CapPrm", "CapEff", "CapAmb")}
            print(name, "thread", facts["Pid"], "Uid", facts["Uid"].split()[0], rights, "Seccomp", facts["Seccomp"])
            if any(int(value, 16) for value in rights.values()) or facts["Uid"].split() != [NOBODY] * 4:
                problems.append(f"{name} has rights: {rights}, {facts['Uid']}")
            if name != "telltale-cli" and facts["Seccomp"] != "2":
                problems.append(f"{name} is not confined")
    if len(everybody) != 3:
        problems.append(f"not all programs run: {everybody}")
    listening = [json.loads(line) for line in (folder / "session/journal.ndjson").read_text().splitlines() if '"listening"' in line]
    if net.run("phone", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", page) != "200":
        problems.append("the phone does not get the page")
    for event in listening:
        address, port = event["destination"]["ip"], event["destination"]["port"]
        for stranger in ("internet", "laptop"):
            if reaches(stranger, address, port):
                problems.append(f"{stranger} reaches the {event['reason']} at {address} {port}")
    print(f"{len(listening)} ports, tried from the uplink and from this computer itself")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    return problems


def main():
    with tempfile.TemporaryDirectory(prefix="telltale-rights-") as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        os.chown(folder, int(NOBODY), int(NOBODY))
        installed(pathlib.Path(sys.argv[1]).resolve().parent, folder)
        problems = check(folder)
    print("\n".join(problems) or "nobody has more than it needs")
    sys.exit(1 if problems else 0)


main()
