#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""telltale-relay against sslsplit and mitmdump, in turn under the same load, on this computer alone.

    relay_bench.py TELLTALE_RELAY RELAY_ORIGIN [--rounds 5] [--seconds 3] [--parts load,latency,opening,idle]
                   [--without mitmdump] [--idle 10000] [--placement both]

Needs h2load (nghttp2-client), openssl, and of sslsplit and mitmdump those that are compared. RELAY_ORIGIN is
the server behind them, built by the preset dev. All three have keys of ECDSA P-256 and one fixed upstream;
the client offers the group P-256. Every part takes turns (A B C A B C ...), so that what else this computer
does falls on all; the ratios are medians of the rounds' own ratios.

load      16 connections, posts of 1.4 kB one after the other on each: requests a second, CPU time a request
latency   one connection, 200 requests a second: median and 99th percentile beyond the direct way
opening   400 connections with one request each: connections a second, CPU time a connection
idle      memory at idle connections after one request each (a fresh program for each; where the limit of
          descriptors is too low for all of them in one process, several share them, and their memory is added)

Where there are two processors or more, the load part runs twice. "shared": the load has the first processor for
itself, and the relay shares the second with the server, so that each relay has the same processor time, whatever
else runs. "free": the system places them, as on anybody's computer; sslsplit has two threads for each processor and
telltale-relay one. All other parts are "shared".

sslsplit speaks no ALPN, and mitmdump as set up here agrees on none, so that HTTP/2 does not pass through them: their
HTTP/1.1 stands in. sslsplit does not verify the server; the two others do."""
import argparse
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

HOST = "bench.example"
ORIGIN_PORT = 27000  # below those that the kernel gives to clients
PORTS = {"direct": ORIGIN_PORT, "telltale": 27001, "sslsplit": 27002, "mitmdump": 27003}
CAN_PLACE = os.cpu_count() > 1 and shutil.which("taskset") is not None
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def run(*words):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{words[0]} failed: {done.stdout}{done.stderr}")
    return done.stdout


class Placement:
    """Whether programs get a processor of their own, or any."""
    shared = CAN_PLACE

    @classmethod
    def words(cls, processor, command):
        return [*(["taskset", "-c", str(processor)] if cls.shared else []), *(str(w) for w in command)]


def make_certificates(folder):
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
    root, key = folder / "root.pem", folder / "root.key"
    run("openssl", "req", "-x509", *curve, "-subj", "/CN=Bench root", "-keyout", key, "-out", root)
    run("openssl", "req", "-x509", *curve, "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1",
        "-addext", "basicConstraints=critical,CA:FALSE", "-CA", root, "-CAkey", key,
        "-keyout", folder / "origin.key", "-out", folder / "origin.pem")
    run("openssl", "req", "-x509", *curve, "-subj", "/CN=Interceptor", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        "-keyout", folder / "own.key", "-out", folder / "own.pem")
    run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", folder / "leaf.key")
    (folder / "mitm").mkdir()
    (folder / "mitm" / "mitmproxy-ca.pem").write_text((folder / "own.key").read_text() + (folder / "own.pem").read_text())


class Program:
    """A running program with all it has started."""

    def __init__(self, name, words, port=None):
        self.name, self.port = name, port or PORTS[name]
        self.process = subprocess.Popen(Placement.words(1, words), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)  # sslsplit tells of each connection
        deadline = time.monotonic() + 30
        while True:  # no time budget: only until it listens
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{name} does not listen")
                time.sleep(0.05)

    def members(self):
        parents = {}
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parents[int(entry.name)] = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
        found = [self.process.pid]
        for pid in found:
            found += [child for child, fields in parents.items() if int(fields[1]) == pid]
        return [parents[pid] for pid in found if pid in parents]

    def cpu(self):
        """Seconds of user and system time so far."""
        return sum(int(fields[11]) + int(fields[12]) for fields in self.members()) / TICK

    def resident(self):
        return sum(int(fields[21]) for fields in self.members()) * PAGE

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Lab:
    def __init__(self, folder, arguments):
        self.folder, self.arguments = folder, arguments
        make_certificates(folder)
        (folder / "post").write_bytes(b"x" * 1400)
        self.names = [n for n in ("telltale", "sslsplit", "mitmdump")
                      if n not in arguments.without.split(",") and (n == "telltale" or shutil.which(n))]
        self.begin_origin()

    def begin_origin(self):
        files = self.folder / "origin.pem", self.folder / "origin.key"
        self.origin = Program("direct", [self.arguments.origin, ORIGIN_PORT, *files])

    def place(self, shared):
        """All programs start anew where they are to run."""
        Placement.shared = shared
        self.origin.stop()
        self.begin_origin()

    def start(self, name, port=None):
        folder, port, upstream = self.folder, port or PORTS[name], f"127.0.0.1:{ORIGIN_PORT}"
        words = {
            "telltale": [self.arguments.relay, "--listen", f"127.0.0.1:{port}", "--station", "127.0.0.0/8", "--upstream", upstream,
                         "--upstream-ca", folder / "root.pem", "--ca-dir", folder / "telltale"],
            "sslsplit": ["sslsplit", "-k", folder / "own.key", "-c", folder / "own.pem", "-K", folder / "leaf.key",
                         "ssl", "127.0.0.1", port, "127.0.0.1", ORIGIN_PORT],
            "mitmdump": ["mitmdump", "-q", "--mode", f"reverse:https://{upstream}", "--listen-host", "127.0.0.1", "-p", port,
                         "--set", f"confdir={folder / 'mitm'}",
                         "--set", f"ssl_verify_upstream_trusted_ca={folder / 'root.pem'}"]}[name]
        program = Program(name, words, port)
        h2load(program.port, "h1", "-n", 20, "-c", 2)  # its first certificate is not what is measured
        return program

    def end(self):
        self.origin.stop()


def h2load(port, protocol, *words):
    """What was done and how long it took: requests, requests a second."""
    words = ["h2load", *words, "--groups=P-256", "--npn-list=" + {"h1": "http/1.1", "h2": "h2"}[protocol],
             f"--connect-to=127.0.0.1:{port}", f"https://{HOST}/collect"]
    output = run(*Placement.words(0, words))
    rate = float(re.search(r"finished in .*, ([\d.]+) req/s", output)[1])
    done, failed, errored = re.search(r"(\d+) succeeded, (\d+) failed, (\d+) errored", output).groups()
    if int(done) == 0 or int(failed) + int(errored) > int(done) // 100:
        sys.exit(f"port {port} over {protocol} does not work:\n{output}")
    return int(done), rate


def spread(values):
    return f"{statistics.median(values):10.4g} ({min(values):.4g} to {max(values):.4g})"


def print_table(title, figures, ratios_to="telltale"):
    """@p figures: by row, a figure for each round."""
    print(f"\n{title}")
    for row, values in figures.items():
        ratios = [own / value for own, value in zip(figures[ratios_to], values) if value]
        ratio = f"   telltale / this: {spread(ratios)}" if row != ratios_to and len(ratios) == len(values) else ""
        print(f"  {row:24}{spread(values)}{ratio}", flush=True)


def spoken_by(name, protocol):
    """What can pass through it."""
    return "h1" if name in ("sslsplit", "mitmdump") else protocol


def in_turn(lab, programs, protocol, *words):
    rates, costs = {n: [] for n in programs}, {n: [] for n in programs}
    for _ in range(lab.arguments.rounds):
        for name, program in programs.items():
            spoken = spoken_by(name, protocol)
            before = program.cpu()
            done, rate = h2load(program.port, spoken, *words)
            rates[name].append(rate)
            costs[name].append((program.cpu() - before) / done * 1e6)
    return rates, costs


def load(lab, programs):
    where = "shared" if Placement.shared else "free"
    for protocol in ("h1", "h2"):
        rates, costs = in_turn(lab, programs | {"direct": lab.origin}, protocol, "-c", 16, "-D", lab.arguments.seconds,
                               "-d", lab.folder / "post")
        costs.pop("direct")
        print_table(f"load over {protocol} ({where}), 16 connections, posts of 1.4 kB: requests/s", rates)
        print_table(f"load over {protocol} ({where}): CPU us a request", costs)


def opening(lab, programs):
    rates, costs = in_turn(lab, programs, "h1", "-c", 400, "-n", 400)
    print_table("opening, 400 connections with one request each: connections/s", rates)
    print_table("opening: CPU us a connection", costs)


def latency(lab, programs):
    log = lab.folder / "log"
    for protocol in ("h1", "h2"):
        medians, tails = {n: [] for n in programs}, {n: [] for n in programs}
        for _ in range(lab.arguments.rounds):
            measured = {}
            for name, program in ({"direct": lab.origin} | programs).items():
                log.unlink(missing_ok=True)
                spoken = spoken_by(name, protocol)
                h2load(program.port, spoken, "-c", 1, "--rps", 200, "-D", lab.arguments.seconds,
                       "-d", lab.folder / "post", "--log-file", log)
                times = sorted(int(line.split()[2]) / 1000 for line in log.read_text().splitlines())
                measured[name] = times[len(times) // 2], times[len(times) * 99 // 100]
            for name in programs:
                medians[name].append(measured[name][0] - measured["direct"][0])
                tails[name].append(measured[name][1] - measured["direct"][1])
        print_table(f"latency over {protocol}: ms added at the median", medians)
        print_table(f"latency over {protocol}: ms added at the 99th percentile", tails)


def answered_once(context, port):
    """A connection that has had one request."""
    connection = context.wrap_socket(socket.create_connection(("127.0.0.1", port), 20), server_hostname=HOST)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n\r\n")
    answer = b""
    while not answer.endswith(b"ok"):
        part = connection.recv(4096)
        if not part:
            raise ConnectionError("closed")
        answer += part
    return connection


def idle(lab, names):
    print("\nidle: memory in MiB, and KiB a connection beyond none")
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for name in names:
        needed = -(-lab.arguments.idle * 2 // (hard - 200))  # two descriptors for each connection
        programs = [lab.start(name, PORTS[name] + 100 * i) for i in range(needed if name != "mitmdump" else 1)]
        if len(programs) > 1:
            print(f"  {name:12}the limit of {hard} descriptors asks for {len(programs)} processes")
        resident = lambda: sum(program.resident() for program in programs)
        empty, held = resident(), []
        # mitmdump takes long to open so many.
        most = min(lab.arguments.idle, 1000) if name == "mitmdump" else lab.arguments.idle
        for count in sorted({1000, 3000, most}):
            if count > most:
                continue
            try:
                while len(held) < count:
                    held.append(answered_once(context, programs[len(held) % len(programs)].port))
            except OSError as error:
                print(f"  {name:12}took no more than {len(held)} connections: {error}", flush=True)
                break
            now = resident()
            print(f"  {name:12}{count:6} connections {now / 2 ** 20:9.1f} MiB {(now - empty) / count / 1024:8.1f} KiB each", flush=True)
        for connection in held:
            connection.close()
        for program in programs:
            program.stop()


def run_parts(lab, parts):
    programs = {}
    try:
        for name in lab.names if parts else ():
            programs[name] = lab.start(name)
        for part in parts:
            part(lab, programs)
    finally:
        for program in programs.values():
            program.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relay")
    parser.add_argument("origin")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--parts", default="load,latency,opening,idle")
    parser.add_argument("--without", default="")
    parser.add_argument("--idle", type=int, default=10000)
    parser.add_argument("--placement", choices=("both", "shared", "free"), default="both" if CAN_PLACE else "free")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what was started ends, too
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if arguments.idle + 200 > hard:  # this program holds one end of each
        arguments.idle = hard - 200
        print(f"the limit of {hard} descriptors allows {arguments.idle} idle connections")
    Placement.shared = CAN_PLACE and arguments.placement != "free"
    print("load average:", *os.getloadavg(), "on", os.cpu_count(), "processors")
    with tempfile.TemporaryDirectory(prefix="relay-bench-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the programs give up root
        lab, chosen = Lab(folder, arguments), arguments.parts.split(",")
        try:
            run_parts(lab, [part for name, part in (("load", load), ("latency", latency), ("opening", opening)) if name in chosen])
            if "idle" in chosen:
                idle(lab, lab.names)
            if "load" in chosen and arguments.placement == "both":
                lab.place(shared=False)
                run_parts(lab, [load])
        finally:
            lab.end()
    print("\nload average:", *os.getloadavg())


if __name__ == "__main__":
    main()
