#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: telltale-cli watch --intercept or the window under load, and one of the programs killed (SIGKILL) at a random
moment: the redirection is gone, the phone's next request works, and the session holds what came before.
   kill_live.py TELLTALE_CLI      TELLTALE_KILLS: how often for each program; 2 if not set
Exit status 77 (skipped) without the right to make namespaces."""
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from https_server import Answer, HOST, certificates, contexts, request, serve
from namespaces import BRIDGE, Network, SERVER4, SERVER6

PATIENCE = 30  # seconds; only so that a failure ends
KILLS = int(os.environ.get("TELLTALE_KILLS", "2"))
LOST_AT_MOST = 1.0  # seconds before the kill that the session may lack
cli = str(pathlib.Path(sys.argv[1]).resolve())
window_program = str(pathlib.Path(cli).parent / "telltale")
net = Network("nft", "openssl")


class Load:
    """Phones that ask all the time, until they are stopped."""

    def __init__(self, context, name):
        self.stopping = False
        self.failed = 0
        self.straight = set()  # went to the server itself
        self.threads = [threading.Thread(target=self.ask, args=(context, f"/{name}/{i}", (SERVER4, SERVER6)[i % 2]))
                        for i in range(4)]
        for thread in self.threads:
            thread.start()

    def ask(self, context, path, address):
        count = 0
        while not self.stopping:
            count += 1
            try:
                if request(net, context, address, f"{path}/{count}", patience=2) == "Lab root":
                    self.straight.add(f"{path}/{count}")
            except OSError:
                # What was under way when it was killed. Where nothing else translates addresses the kernel forgets
                # even how connections under way were translated, and only time ends them.
                self.failed += 1

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()


def children(pid):
    """The programs that it started: name to process."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found[pathlib.Path(f"/proc/{child}/exe").resolve().name] = int(child)
    return found


def tables():
    return net.run("laptop", "nft", "list", "tables")


def until(condition, what):
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > PATIENCE:
            raise SystemExit(f"failed: {what}")
        time.sleep(0.005)
    return time.monotonic() - begin


def gone(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


class Watch:
    """telltale-cli watch, or the window that does the same."""

    def __init__(self, folder, name, window=False):
        self.session = folder / name
        common = ["--upstream-ca", folder / "root.pem", "--session", self.session, "--ca-dir", folder / "ca"]
        words = [window_program, "--watch", BRIDGE, "--decrypt"] if window else [cli, "watch", "-i", BRIDGE, "--intercept", "--only",
                                                                                  "summary", "--format", "ndjson"]
        self.process = subprocess.Popen(net.command("laptop", *words, *common), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        until(self.listens, "watch did not begin")
        until(lambda: "telltale" in tables(), "there is no redirection")
        # "ip netns exec" becomes the program itself.
        self.pids = {pathlib.Path(words[0]).name: self.process.pid, **children(self.process.pid)}

    def listens(self):
        if self.process.poll() is not None:
            raise SystemExit("failed: watch ended before it began")
        journal = self.session / "journal.ndjson"
        return journal.exists() and '"page"' in journal.read_text()

    def kill(self, victim):
        os.kill(self.pids[victim], signal.SIGKILL)
        return time.time()


def session_paths(session):
    done = subprocess.run([cli, "analyze", "--only", "exchange", "--format", "ndjson", session], capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(f"failed: the session does not open: {done.stderr}")
    return collections.Counter(json.loads(line)["url"].split(HOST, 1)[1] for line in done.stdout.splitlines() if HOST in line)


def tshark_paths(session):
    """What another program decrypts of the recording in one pass, or None where it is not installed."""
    if shutil.which("tshark") is None:
        return None
    words = ["tshark", "-r", session / "capture.pcapng", "-Y", "http.request", "-T", "fields", "-e", "http.request.uri"]
    return set(subprocess.run(words, capture_output=True, text=True).stdout.replace(",", "\n").split())


def once(folder, victim, number, phone, straight):
    name = f"{victim}-{number}"
    Answer.received.clear()
    watch = Watch(folder, name, window=victim == "telltale")
    load = Load(phone, name)
    until(lambda: len(Answer.received) > 4, "no request came through")
    time.sleep(random.uniform(0.05, 2.0))  # the random moment
    killed = watch.kill(victim)
    table = until(lambda: "telltale" not in tables(), "the redirection stays")
    issuer = request(net, straight, SERVER4, "/after")
    assert issuer == "Lab root", issuer
    load.stop()
    processes = until(lambda: all(gone(pid) for pid in watch.pids.values()), "programs stay")
    watch.process.wait(PATIENCE)
    expected = {path for at, path in list(Answer.received) if path.startswith("/" + name) and at < killed - LOST_AT_MOST}
    kept = session_paths(watch.session)
    # A port that an earlier, killed connection still holds in the kernel's table of connections is not redirected.
    missing = expected - set(kept) - load.straight
    twice = [path for path, count in kept.items() if count > 1]
    # What wrote the session was killed with it: opening it has put it in order for those who read it once.
    journal = (watch.session / "journal.ndjson").read_text().splitlines()
    assert ('"mended"' in journal[-1]) == (victim in ("telltale-cli", "telltale")), journal[-1]
    others = tshark_paths(watch.session)
    unread = set() if others is None else expected - others - load.straight
    if (missing or unread) and "TELLTALE_KEEP" in os.environ:
        shutil.copytree(watch.session, os.environ["TELLTALE_KEEP"], dirs_exist_ok=True)
    assert not missing and not twice, f"{name}: missing {len(missing)} of {len(expected)}, e.g. {sorted(missing)[:3]}, kept {len(kept)}, twice {twice[:3]}"
    assert not unread, f"{name}: tshark does not read {len(unread)} of {len(expected)}, e.g. {sorted(unread)[:3]}"
    shutil.rmtree(watch.session)
    return table, processes, len(expected), len(kept)


def main():
    if shutil.which("curl") is None:
        print("skipped: curl is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="telltale-kill-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        certificates(folder)
        serve(net, folder)
        probe = Watch(folder, "probe")
        phone, straight = contexts(net, folder, "probe")
        probe.process.send_signal(signal.SIGINT)
        probe.process.wait(PATIENCE)
        victims = ["telltale-cli", "telltale-relay", "telltale-capture"]
        if pathlib.Path(window_program).exists():
            victims.append("telltale")
        else:
            print("the window is not built, so it is not killed")
        for victim in victims:
            results = [once(folder, victim, number, phone, straight) for number in range(KILLS)]
            slowest, programs = max(r[0] for r in results), max(r[1] for r in results)
            print(f"{victim} killed {KILLS} times: redirection gone after {1000 * slowest:.0f} ms at most, programs after "
                  f"{1000 * programs:.0f} ms, {sum(r[2] for r in results)} requests expected, {sum(r[3] for r in results)} kept", flush=True)


main()
