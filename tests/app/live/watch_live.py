#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: telltale-cli watch on the loopback interface of a network namespace of its own, with a
real HTTPS server and client and a key log that grows while it is read.
   watch_live.py TELLTALE_CLI
Exit status 77 (skipped) without the right to make a namespace."""
import http.client
import http.server
import json
import os
import pathlib
import queue
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time

SKIPPED = 77
SEARCH = "purple otter 4821"


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


def serve(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "2", "-subj", "/CN=lab", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def request(keys, method, host, path, body=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.keylog_filename = str(keys)
    connection = http.client.HTTPSConnection("127.0.0.1", 443, context=context, timeout=10)
    headers = {"Host": host, "User-Agent": "x XiaoMi/MiuiBrowser/12.1.4-g", "Accept": "text/html",
               "Content-Type": "application/json"}
    connection.request(method, path, body=body, headers=headers)
    connection.getresponse().read()
    connection.close()


def inside(cli):
    """Runs in the namespace."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        check(cli, folder)
    finally:
        shutil.rmtree(folder)


def check(cli, folder):
    keys = folder / "keys"
    keys.touch()
    serve(folder)
    watch = subprocess.Popen([cli, "watch", "-i", "lo", "--keylog", keys, "--format", "ndjson"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    records = queue.Queue()

    def read():
        for line in watch.stdout:
            records.put(json.loads(line))
        records.put(None)

    threading.Thread(target=read, daemon=True).start()
    seen = []

    def wait_for(kind, patience=20):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                record = records.get(timeout=0.2)
            except queue.Empty:
                if watch.poll() is not None:
                    sys.exit("watch ended: " + watch.stderr.read())
                continue
            if record is None:
                break
            seen.append(record)
            if record["type"] == kind:
                return record
        sys.exit(f"no {kind} came; seen: " + ", ".join(r["type"] for r in seen))

    # The helper says nothing when it begins: ask until the first exchange is seen.
    for _ in range(50):
        request(keys, "GET", "first.example", "/")
        time.sleep(0.2)
        if not records.empty():
            break
    wait_for("exchange")
    request(keys, "GET", "www.google.com", "/search?q=purple+otter+4821")
    search = wait_for("search")
    assert search["query"] == SEARCH, search
    request(keys, "POST", "collector.example", "/c", json.dumps({"search_word": SEARCH}))
    leak = wait_for("leak")  # while watching: nothing was stopped yet
    assert leak["value"] == SEARCH and leak["recipient"]["host"] == "collector.example", leak
    assert leak["app"]["package"] == "com.android.browser", leak
    children = pathlib.Path(f"/proc/{watch.pid}/task/{watch.pid}/children").read_text().split()
    assert children, "the helper is not running"
    for process in [str(watch.pid), *children]:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
        name = status.split("\n")[0]
        if process != str(watch.pid):
            assert "CapEff:\t0000000000000000" in status and "CapPrm:\t0000000000000000" in status, name
    watch.send_signal(signal.SIGINT)
    summary = wait_for("summary")
    assert summary["leaks"] == 1 and summary["complete"], summary
    assert watch.wait(10) == 0, watch.stderr.read()
    time.sleep(0.2)
    for process in children:
        assert not pathlib.Path(f"/proc/{process}").exists(), "the helper outlived its parent"
    print(f"{len(seen)} records, the leak came while watching")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--inside":
        inside(sys.argv[2])
        return
    if os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("openssl") is None:
        print("skipped: making a network namespace needs root, ip and openssl")
        sys.exit(SKIPPED)
    name = f"telltale-live-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode != 0:
        print("skipped: this system lets no namespace be made")
        sys.exit(SKIPPED)
    try:
        run = subprocess.run(["ip", "netns", "exec", name, sys.executable, __file__, "--inside", sys.argv[1]])
        sys.exit(run.returncode)
    finally:
        subprocess.run(["ip", "netns", "del", name], capture_output=True)


main()
