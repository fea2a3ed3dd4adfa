#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: telltale-cli watch --intercept or the window under load, and one of the programs killed (SIGKILL) at a random
moment: the redirection is gone, the phone's next request works, and the session holds what came before.
   kill_live.py TELLTALE_CLI      TELLTALE_KILLS: how often for each program; 2 if not set
Exit status 77 (skipped) without the right to make namespaces."""
import collections
import http.server
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from namespaces import BRIDGE, Network, SERVER4, SERVER6, family_of

PATIENCE = 30  # seconds; only so that a failure ends
KILLS = int(os.environ.get("TELLTALE_KILLS", "2"))
LOST_AT_MOST = 1.0  # seconds before the kill that the session may lack
HOST = "server.example"
cli = str(pathlib.Path(sys.argv[1]).resolve())
window_program = str(pathlib.Path(cli).parent / "telltale")
net = Network("nft", "openssl")


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    received = []  # (time, path)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        self.received.append((time.time(), self.path))

    def log_message(self, *arguments):
        pass


def certificates(folder):
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run = lambda *words: subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    run("req", "-x509", *key, "-days", 2, "-subj", "/CN=Lab root", "-addext", "basicConstraints=critical,CA:TRUE",
        "-keyout", folder / "root.key", "-out", folder / "root.pem")
    run("req", *key, "-subj", "/CN=lab", "-keyout", folder / "key.pem", "-out", folder / "csr.pem")
    (folder / "san").write_text(f"subjectAltName=DNS:{HOST}\n")
    run("x509", "-req", "-in", folder / "csr.pem", "-CA", folder / "root.pem", "-CAkey", folder / "root.key",
        "-CAcreateserial", "-days", 2, "-extfile", folder / "san", "-out", folder / "cert.pem")


def serve(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    for address in (SERVER4, SERVER6):
        listener = net.socket("internet", family_of(address), socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, 443))
        listener.listen(128)
        server = http.server.ThreadingHTTPServer((address, 443), Answer, bind_and_activate=False)
        server.socket.close()
        server.socket = context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, daemon=True).start()


def request(context, address, path, patience=PATIENCE):
    """One request on a connection of its own; the common name of who signed the server's certificate."""
    raw = net.socket("phone", family_of(address), socket.SOCK_STREAM)
    raw.settimeout(patience)
    raw.connect((address, 443))
    with context.wrap_socket(raw, server_hostname=HOST) as tls:
        body = b'{"w":"' + b"x" * 1400 + b'"}'
        tls.sendall(f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        if b"200" not in tls.recv(64):
            raise OSError("no answer")
        return dict(part[0] for part in tls.getpeercert()["issuer"])["commonName"]


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
                if request(context, address, f"{path}/{count}", patience=2) == "Lab root":
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


def contexts(folder):
    page = json.loads(next(line for line in (folder / "probe/journal.ndjson").read_text().splitlines() if '"page"' in line))
    at = f"http://{page['destination']['ip']}:{page['destination']['port']}/telltale.pem"
    ours = net.run("phone", "curl", "-sf", at)
    phone, straight = ssl.create_default_context(cafile=folder / "root.pem"), ssl.create_default_context(cafile=folder / "root.pem")
    phone.load_verify_locations(cadata=ours)
    return phone, straight


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
    issuer = request(straight, SERVER4, "/after")
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
        serve(folder)
        probe = Watch(folder, "probe")
        phone, straight = contexts(folder)
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
