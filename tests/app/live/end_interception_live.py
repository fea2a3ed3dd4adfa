#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: telltale-cli watch --intercept is told (SIGUSR1) to end decrypting and to watch on: the redirection and the
relay go at once, what the relay carried breaks, the phone stays online, and the same session goes on. Read again it says
the same as it did live.
   end_interception_live.py TELLTALE_CLI
Exit status 77 (skipped) without the right to make namespaces."""
import json
import pathlib
import signal
import ssl
import subprocess
import sys
import tempfile
import time

from https_server import HOST, ask, certificates, connect, contexts, request, serve
from namespaces import BRIDGE, Network, SERVER4, SERVER6

PATIENCE = 30  # seconds; only so that a failure ends
cli = str(pathlib.Path(sys.argv[1]).resolve())
net = Network("nft", "openssl", "curl")


def until(condition, what):
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > PATIENCE:
            sys.exit(f"failed: {what}")
        time.sleep(0.005)
    return time.monotonic() - begin


def children(pid):
    """The names of the programs that it runs."""
    found = set()
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            try:
                found.add(pathlib.Path(f"/proc/{child}/cmdline").read_text().split("\0")[0].rsplit("/", 1)[-1] or "ended")
            except OSError:  # it has just gone
                pass
    return found


def ours(table):
    return "table inet telltale" in table


def tables():
    return net.run("laptop", "nft", "list", "tables")


def share_internet():
    """As every hotspot does: with another table that translates, the kernel remembers what it redirected."""
    for words in (["add", "table", "inet", "hotspot"],
                  ["add", "chain", "inet", "hotspot", "after", "{ type nat hook postrouting priority 100 ; }"],
                  ["add", "rule", "inet", "hotspot", "after", "oifname", "up0", "masquerade"]):
        net.run("laptop", "nft", *words)


def records(lines, kind):
    return {r["id"]: r for r in map(json.loads, lines) if r["type"] == kind}


def analyzed(session):
    done = subprocess.run([cli, "analyze", "--format", "ndjson", session], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def verdicts(lines):
    return {r["id"]: (r["sni"], r["decryption"], r["reason"])
            for r in records(lines, "connection").values() if r["security"] == "tls"}


def breaks(tls):
    """The phone learns that its connection is over, and does not wait for it in vain."""
    try:
        return tls.recv(64) == b""
    except TimeoutError:
        return False
    except (ssl.SSLError, OSError):
        return True


def check(folder):
    session, printed = folder / "session", folder / "records.ndjson"
    said = open(folder / "said", "w+")
    watch = subprocess.Popen(
        net.command("laptop", cli, "watch", "-i", BRIDGE, "--intercept", "--upstream-ca", folder / "root.pem", "--session",
                    session, "--ca-dir", folder / "ca", "--format", "ndjson"), stdout=open(printed, "w"), stderr=said)
    try:
        return follow(watch, folder, session, printed)
    finally:
        if watch.poll() is None:  # a check failed
            watch.kill()
            watch.wait()
        said.close()


def follow(watch, folder, session, printed):
    journal = session / "journal.ndjson"
    until(lambda: journal.exists() and '"page"' in journal.read_text(), "the relay did not begin")
    until(lambda: ours(tables()), "there is no redirection")
    phone, straight = contexts(net, folder, "session")
    assert request(net, phone, SERVER4, "/before") != "Lab root" and request(net, phone, SERVER6, "/before6") != "Lab root"
    lasting = connect(net, phone, SERVER4)
    ask(lasting, "/lasting")
    assert children(watch.pid) == {"telltale-capture", "telltale-relay"}, children(watch.pid)

    watch.send_signal(signal.SIGUSR1)
    table = until(lambda: not ours(tables()), "the redirection stays")
    relay = until(lambda: children(watch.pid) == {"telltale-capture"}, "the relay stays, or is not waited for")
    assert breaks(lasting), "a connection through the relay hangs"
    for path, address in (("/after", SERVER4), ("/after6", SERVER6)):
        assert request(net, straight, address, path) == "Lab root", "the phone still goes through the relay"
    watch.send_signal(signal.SIGUSR1)  # once more: nothing happens
    watch.send_signal(signal.SIGINT)
    assert watch.wait(PATIENCE) == 0, pathlib.Path(folder / "said").read_text()

    said = pathlib.Path(folder / "said").read_text()
    assert said.count("Decrypting ended at ") == 1, said
    marks = [line for line in journal.read_text().splitlines() if '"interception"' in line]
    assert len(marks) == 1 and json.loads(marks[0])["on"] is False, marks
    assert (session / "capture.pcapng").read_bytes().count(b"telltale:interception=off") == 1
    live, again = printed.read_text().splitlines(), analyzed(session)
    urls = sorted(r["url"] for r in records(live, "exchange").values() if HOST in r["url"])
    assert urls == [f"https://{HOST}{path}" for path in ("/before", "/before6", "/lasting")], urls
    states = verdicts(live)
    assert sorted(states.values(), key=str) == [(HOST, "full", None)] * 3 + [(HOST, "none", "no_key")] * 2, states
    assert verdicts(again) == states, (verdicts(again), states)
    assert records(again, "exchange").keys() == records(live, "exchange").keys()
    return table, relay


def main():
    with tempfile.TemporaryDirectory(prefix="telltale-end-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        certificates(folder)
        serve(net, folder)
        share_internet()
        table, relay = check(folder)
        print(f"the redirection was gone after {1000 * table:.0f} ms, the relay after {1000 * relay:.0f} ms more")


main()
