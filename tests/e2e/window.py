#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window decrypts the phone of the lab, and is killed while it does.
   window.py telltale telltale-cli DIR          (LAB_PACE=0.2 for a phone five times as fast)
After the kill the redirection is gone, the phone's next request works without our certificate, and the
recording that is left gives every request that the servers logged. Needs root and what lab.sh needs;
exit status 77 (skipped) without."""
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PINNED = "chat.example.net"
OWN_PAGE = "10.42.0.1:8080"
PATIENCE = 20  # seconds


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, **options)


def wait_for(what, condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise SystemExit(f"waited in vain: {what}")
        time.sleep(0.02)


def on_phone(*words, **options):
    return subprocess.run(["ip", "netns", "exec", "phone", *map(str, words)], capture_output=True, **options)


def trust(lab):
    """The phone's owner fetches the certificate and puts it into the phone's store."""
    fetch = ["curl", "-sf", "-m", "2", f"http://{OWN_PAGE}/telltale.pem"]
    wait_for("the certificate's page", lambda: on_phone(*fetch).returncode == 0)
    ours = on_phone(*fetch).stdout
    (lab / "ours.pem").write_bytes(ours)
    (lab / "trust.pem").write_bytes((lab / "root.pem").read_bytes() + ours)
    store = lab / "home/.pki/nssdb"
    store.mkdir(parents=True)
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    for name, file in (("lab", "root.pem"), ("ours", "ours.pem")):
        run("certutil", "-A", "-d", f"sql:{store}", "-t", "C,,", "-n", name, "-i", lab / file)


def redirected():
    tables = subprocess.run(["nft", "list", "tables"], capture_output=True, text=True).stdout
    return "table inet telltale" in tables


def sent(lab):
    truth = [json.loads(line) for line in (lab / "truth.ndjson").read_text().splitlines()]
    return collections.Counter((t["method"], "https://" + t["host"] + t["url"]) for t in truth if t["host"] != PINNED)


def recorded(cli, session):
    lines = subprocess.run([cli, "analyze", "--format", "ndjson", "--only", "exchange", session], capture_output=True,
                           text=True).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    return collections.Counter((r["method"], r["url"]) for r in records if r["host"] != OWN_PAGE)


def watch(window, cli, lab):
    process = subprocess.Popen(
        [window, "--watch", "hs0", "--decrypt", "--upstream-ca", lab / "root.pem", "--ca-dir", lab / "ca", "--session",
         lab / "session"], env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(lab)})
    try:
        trust(lab)
        run("ip", "netns", "exec", "phone", "node", HERE / "phone.mjs", lab,
            env={**os.environ, "LAB_TRUST": str(lab / "trust.pem")})
        before = sent(lab)
        # What came in the last second before a kill may be lost; so much is waited for.
        wait_for("the recording of all that was sent", lambda: not before - recorded(cli, lab / "session"))
        if not redirected():
            return before, "the phone was not redirected"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return before, None


def main():
    window, cli, lab = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    if os.geteuid() != 0 or not all(map(shutil.which, ("chromium", "node", "dnsmasq", "certutil", "nft", "ethtool"))):
        print("skipped: the phone lab needs root, chromium, node, dnsmasq, certutil, nft and ethtool")
        sys.exit(77)
    shutil.rmtree(lab, ignore_errors=True)
    lab.mkdir(parents=True)
    os.chmod(lab, 0o755)
    run(HERE / "lab.sh", "up", lab)
    problems = []
    try:
        truth, problem = watch(window, cli, lab)
        problems += [problem] if problem else []
        wait_for("the end of the redirection", lambda: not redirected())
        answer = on_phone("curl", "-sS", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", lab / "root.pem",
                          "https://news.example.org/weather", text=True)
        if answer.stdout != "200":
            problems.append(f"the phone's next request after the kill: {answer.stdout} {answer.stderr}")
        ours = recorded(cli, lab / "session")
        problems += [f"not recorded: {request}" for request in truth - ours]
        problems += [f"recorded too much: {request}" for request in ours - truth]
        mode = (lab / "session").stat().st_mode & 0o777
        problems += [f"the session's mode is {mode:o}"] if mode != 0o700 else []
        print(f"servers {sum(truth.values())}, recording {sum(ours.values())}, after the kill: {answer.stdout}")
    finally:
        run(HERE / "lab.sh", "down", lab)
    print("\n".join(problems) or "all as sent")
    sys.exit(1 if problems else 0)


main()
