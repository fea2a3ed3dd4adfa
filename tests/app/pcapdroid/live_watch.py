# SPDX-License-Identifier: GPL-3.0-or-later
"""telltale-cli watch under test, with the phone's three ways to it, and the comparison with what is true."""
import http.server
import json
import pathlib
import queue
import signal
import socket
import subprocess
import tempfile
import threading
import time

PATIENCE = 60  # of the whole machine, not of the program
LOCAL = "127.0.0.1"


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind((LOCAL, 0))
        return s.getsockname()[1]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def told_app(record):
    told = record.get("app") or {}
    return (told.get("package") or "", told.get("name") or "", told.get("source") or "")


class Watch:
    """Records as they come. A context: whatever happens, the program is ended."""

    def __init__(self, cli, *options):
        self.cli = cli
        self.folder = tempfile.TemporaryDirectory()
        self.session = pathlib.Path(self.folder.name) / "session"
        self.process = subprocess.Popen(
            [cli, "watch", "--format", "ndjson", "--session", str(self.session), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.arriving = queue.Queue()
        self.records = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        first = self.process.stderr.readline()
        assert "PCAPdroid" in first, first + self.process.stderr.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()

    def read(self):
        for line in self.process.stdout:
            self.arriving.put(json.loads(line))

    def until(self, what, wanted):
        end = time.monotonic() + PATIENCE
        while not wanted(self.records):
            try:
                self.records.append(self.arriving.get(timeout=max(0.0, end - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"{what} did not come. There were: {json.dumps(self.records)[:4000]}") from None

    def has_hosts(self, hosts):
        self.until(f"the exchanges with {sorted(hosts)}", lambda records: set(hosts) <= {
            r["host"] for r in records if r["type"] == "exchange"})

    def end(self):
        """All records, and those of the session opened again."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        while not self.arriving.empty():
            self.records.append(self.arriving.get())
        said = self.process.stderr.read()
        assert status == 0, (status, said)
        journal = lines((self.session / "journal.ndjson").read_text())
        heard = [line["from"] for line in journal if line["entry"] == "phone_heard"]
        assert heard == [LOCAL] and f"{LOCAL} is taken for the phone" in said, (heard, said)
        again = subprocess.run([self.cli, "analyze", str(self.session), "--format", "ndjson"],
                               stdout=subprocess.PIPE, text=True, check=True)
        return self.records, lines(again.stdout)


class Http(http.server.BaseHTTPRequestHandler):
    """PCAPdroid's HTTP server: "/" leads to the capture, which comes in chunks. The server has `captures`, lists of
    pieces; each who asks gets the next one, and waits where there is none."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/":
            self.send_response(302)
            self.send_header("Location", "/PCAPdroid_22_Nov_16_00_00.pcap")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind, pieces = self.server.captures.get()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


def http_phone():
    phone = http.server.ThreadingHTTPServer((LOCAL, 0), Http)
    phone.daemon_threads = True
    phone.block_on_close = False
    phone.captures = queue.Queue()
    threading.Thread(target=phone.serve_forever, daemon=True).start()
    return phone


def differences(truth, packets, odd, live, again):
    """What is not as it is true, in sentences. truth: of each exchange; packets: how many there are; odd: anomalies."""
    wrong = []
    exchanges = {r["host"]: r for r in live if r["type"] == "exchange"}
    for t in truth:
        r = exchanges.pop(t.host, None)
        if r is None:
            wrong.append(f"{t.host} is missing")
            continue
        if r["status"] != t.status:
            wrong.append(f"{t.host}: status {r['status']}, not {t.status}")
        expected = (t.package, t.name, "pcapdroid") if t.known else ("", "", "")
        if told_app(r) != expected:
            wrong.append(f"{t.host}: app {told_app(r)}, not {expected}")
        if t.size is not None and r["response"]["size"] != t.size:
            wrong.append(f"{t.host}: {r['response']['size']} octets, not {t.size}")
    wrong += [f"{host} was never asked" for host in exchanges]
    summary = live[-1]
    if summary["packets"] != packets:
        wrong.append(f"{summary['packets']} packets, not {packets}")
    told = {r["id"] for r in live if r["type"] == "anomaly"}
    wrong += [f"anomaly {name} was not told" for name in odd - told]
    wrong += [f"anomaly {name} is none" for name in told - odd]
    return wrong + unlike(live, again)


def unlike(live, again):
    """The session opened again says the same of every connection and exchange, apps and all."""
    wrong = []
    for kind in ("connection", "exchange", "search", "leak", "dns"):
        first = {r["id"]: r for r in live if r["type"] == kind}
        second = {r["id"]: r for r in again if r["type"] == kind}
        for name in sorted(first.keys() | second.keys()):
            a, b = first.get(name), second.get(name)
            if a != b:
                fields = [k for k in (a or b) if (a or {}).get(k) != (b or {}).get(k)]
                wrong.append(f"{kind} {name} opened again differs in {fields[:4]}: "
                             f"{[(a or {}).get(k) for k in fields[:2]]} and {[(b or {}).get(k) for k in fields[:2]]}")
    if live[-1]["packets"] != again[-1]["packets"]:
        wrong.append("another number of packets when opened again")
    return wrong
