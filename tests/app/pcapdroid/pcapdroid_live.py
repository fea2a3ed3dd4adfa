#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: watching what PCAPdroid sends from a phone. This script is the phone: it sends captures over UDP to one who
listens late, begins again, and cuts its TCP stream.
   pcapdroid_live.py TELLTALE_CLI"""
import json
import pathlib
import queue
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

cli = pathlib.Path(sys.argv[1]).resolve()
PATIENCE = 60  # of the whole machine, not of the program


def segment(port, from_phone, sequence, acknowledged, flags, text=b""):
    phone, server = b"\x0a\xd7\xad\x01", b"\xc0\x00\x02\x07"
    ends = (phone, server) if from_phone else (server, phone)
    ports = (port, 80) if from_phone else (80, port)
    ip = struct.pack(">BBHIBBH", 0x45, 0, 40 + len(text), 0, 64, 6, 0) + b"".join(ends)
    return ip + struct.pack(">HHIIBBHI", *ports, sequence, acknowledged, 0x50, flags, 65535, 0) + text


def conversation(port, host):
    """Packets of one request and its answer."""
    ask = f"GET /{port} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    return [segment(port, True, 9, 0, 2), segment(port, False, 99, 10, 18), segment(port, True, 10, 100, 24, ask),
            segment(port, False, 100, 10 + len(ask), 24, answer),
            segment(port, True, 10 + len(ask), 100 + len(answer), 17),
            segment(port, False, 100 + len(answer), 11 + len(ask), 17)]


def trailed(packet, uid, label):
    frame = bytes(12) + b"\x08\x00" + packet
    frame += bytes(-len(frame) % 4) + struct.pack(">Ii20s", 0x01072021, uid, label.encode())
    return frame + struct.pack("<I", zlib.crc32(frame))


def pcap_header(link):
    return struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link)


def record(packet, now=None):
    now = now or time.time()
    return struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(packet), len(packet)) + packet


def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)


def preamble():
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)) + block(1, struct.pack("<HHI", 101, 0, 65535))


def app(uid, package, label):
    body = struct.pack("<IHBBiBB", 62652, 1, 1, 0, uid, len(package), len(label)) + package.encode() + label.encode()
    return block(0xBAD, body)


def commented(packet, uid):
    now, comment = int(time.time() * 1e6), f"u-{uid}".encode()
    body = struct.pack("<IIIII", 0, now >> 32, now & 0xFFFFFFFF, len(packet), len(packet)) + packet
    body += bytes(-len(body) % 4) + struct.pack("<HH", 1, len(comment)) + comment
    return block(6, body)


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Watch:
    """telltale-cli watch, its records as they come."""

    def __init__(self, option, kind, *further):
        self.address = ("127.0.0.1", free_port(kind))
        self.kind = kind
        self.process = subprocess.Popen(
            [cli, "watch", option, f"127.0.0.1:{self.address[1]}", "--format", "ndjson", *further],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        self.records = []
        first = self.process.stderr.readline()
        assert "PCAPdroid" in first, first + self.process.stderr.read()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def dial(self):
        phone = socket.socket(socket.AF_INET, self.kind)
        phone.connect(self.address)
        return phone

    def until(self, what, wanted):
        end = time.monotonic() + PATIENCE
        while not any(wanted(r) for r in self.records):
            try:
                self.records.append(self.lines.get(timeout=max(0.0, end - time.monotonic())))
            except queue.Empty:
                sys.exit(f"{what} did not come. There were: {json.dumps(self.records, indent=1)}")
        print("ok:", what)

    def exchange(self, host, app_):
        def is_it(r):
            told = r.get("app") or {}
            return (r["type"] == "exchange" and host in json.dumps(r)
                    and (told.get("package") or "", told.get("name") or "", told.get("source")) == (*app_, "pcapdroid"))
        self.until(f"{host} of {app_}", is_it)

    def end(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(PATIENCE) == 0, self.process.stderr.read()


def udp():
    watch = Watch("--pcapdroid-udp", socket.SOCK_DGRAM)
    phone = watch.dial()
    for packet in conversation(40001, "late.example"):  # the header went before anybody listened
        phone.send(record(trailed(packet, 10123, "Mi Browser")))
    watch.exchange("late.example", ("", "Mi Browser"))
    phone.send(b"\0" * 60000)  # no part of any capture
    phone.send(pcap_header(1))
    for packet in conversation(40002, "restart.example"):
        phone.send(record(trailed(packet, 10124, "Shop")))
    watch.exchange("restart.example", ("", "Shop"))
    phone.send(preamble())
    phone.send(app(10125, "com.example.news", "News"))
    for packet in conversation(40003, "blocks.example"):
        phone.send(commented(packet, 10125))
    watch.exchange("blocks.example", ("com.example.news", "News"))
    watch.end()


def tcp():
    with tempfile.TemporaryDirectory() as folder:
        session = pathlib.Path(folder) / "session"
        watch = Watch("--pcapdroid-tcp", socket.SOCK_STREAM, "--session", str(session))
        packets = conversation(40004, "cut.example")
        with watch.dial() as phone:
            phone.sendall(pcap_header(1) + b"".join(record(trailed(p, 10123, "Mi Browser")) for p in packets))
            watch.exchange("cut.example", ("", "Mi Browser"))
            phone.sendall(record(trailed(packets[0], 10123, "Mi Browser"))[:-7])
        watch.until("the cut is told", lambda r: r["type"] == "anomaly" and "capture.stream_cut" in json.dumps(r))
        with watch.dial() as phone:
            phone.sendall(preamble() + app(10125, "com.example.news", "News"))
            for packet in conversation(40005, "again.example"):
                for octet in range(0, len(stream := commented(packet, 10125)), 50):
                    phone.sendall(stream[octet:octet + 50])
            watch.exchange("again.example", ("com.example.news", "News"))
        watch.end()
        again = subprocess.run([cli, "analyze", str(session), "--only", "exchange", "--format", "ndjson"],
                               stdout=subprocess.PIPE, text=True, check=True)
        apps = sorted((r["app"]["name"], r["app"]["source"]) for r in map(json.loads, again.stdout.splitlines()))
        assert apps == [("Mi Browser", "pcapdroid"), ("News", "pcapdroid")], apps
        print("ok: the recorded session says the same")


def refused():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ran = subprocess.run([cli, "watch", "--pcapdroid-tcp", "127.0.0.1:" + port], stderr=subprocess.PIPE, text=True)
        assert ran.returncode == 4 and port in ran.stderr, ran
    for wrong in (["--pcapdroid-udp", "x"], ["--pcapdroid-tcp", "127.0.0.1:0"], ["--pcapdroid-udp", "1", "-i", "lo"],
                  ["--pcapdroid-udp", "1", "--adb"], ["--pcapdroid-udp", "1", "--intercept"]):
        ran = subprocess.run([cli, "watch", *wrong], stderr=subprocess.PIPE, text=True)
        assert ran.returncode == 1, (wrong, ran)
    print("ok: what cannot be is refused")


udp()
tcp()
refused()
