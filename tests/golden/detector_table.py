#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies that published leak detectors miss, and what telltale-cli finds in them.
   detector_table.py telltale-cli
The published columns are what LeakDetector (Senol and others, "Leaky Forms", USENIX Security 2022; hashes and encodings
to 3, 4 and 5 layers) and TrackHAR 1.0.0 (indicator matching) gave for these bodies; "?" was not tried. Each body is one
request over plain HTTP in a capture made here; a leak counts when its octets, opened again without
Telltale's code, hold the canary. Controls hold something else and must stay silent."""
import base64
import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import urllib.parse

import open_again

ONE, FIVE, OTHER = "zqcanary7731", "how to leave my job", "the weather of tomorrow"
FORM, JSON, BYTES = "application/x-www-form-urlencoded", "application/json", "application/octet-stream"
FIXED_TIME = 1_700_000_000


def event(value):
    return json.dumps({"type": "track", "event": "search", "distinct_id": "4f0a9c1e-1111-4222-8333-123456789abc",
                       "properties": {"used_searchengine": "google", "search_word": value}}, separators=(",", ":"))


def base64_text(data):
    return base64.b64encode(data if isinstance(data, bytes) else data.encode()).decode()


def quoted(text):
    return urllib.parse.quote(text, safe="")


def zipped(text):
    return gzip.compress(text.encode(), mtime=0)


def nested(value):
    inner = base64_text(event(value))
    return base64_text(json.dumps({"v": 1, "payload": inner}))


def search_address(value):
    return base64_text(json.dumps({"url": "https://www.google.com/search?" + urllib.parse.urlencode({"q": value, "client": "x"})}))


# name, content type, body of a value, LeakDetector for one word and for five, TrackHAR
BODIES = [
    ("crc=&gzip=1&data_list=base64(gzip([JSON]))", FORM,
     lambda v: f"crc=1&gzip=1&data_list={quoted(base64_text(zipped('[' + event(v) + ']')))}", "missed", "missed", "missed"),
    ("data=base64(JSON)", FORM, lambda v: f"data={quoted(base64_text(event(v)))}", "found", "missed", "missed"),
    ("q=base64(value)", FORM, lambda v: f"q={quoted(base64_text(v))}", "found", "missed", "missed"),
    ("value=base64url(JSON), no padding", FORM,
     lambda v: "value=" + base64.urlsafe_b64encode(event(v).encode()).decode().rstrip("="), "found", "?", "?"),
    ("base64 in JSON in base64", FORM, lambda v: f"data={quoted(nested(v))}", "found", "?", "missed"),
    ("gzip(JSON), unmarked", BYTES, lambda v: zipped(event(v)), "missed", "missed", "?"),
    ("hex(JSON)", FORM, lambda v: "data=" + event(v).encode().hex(), "missed", "missed", "?"),
    ("a search's URL in base64(JSON)", FORM, lambda v: f"data={quoted(search_address(v))}", "missed", "missed", "?"),
    ("plain form", FORM, lambda v: f"q={quoted(v)}&page=1", "found", "found", "found"),
    ("plain JSON", JSON, event, "found", "found", "?"),
    ("percent-encoded URL with +", FORM,
     lambda v: "u=" + quoted("https://www.google.com/search?" + urllib.parse.urlencode({"q": v})), "found", "found", "?"),
]


class Capture:
    """A pcap of one connection for each request, plain HTTP/1.1 over IPv4."""

    def __init__(self):
        self.out = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1)]
        self.count = 0

    def packet(self, source, target, sequence, acknowledged, flags, payload=b""):
        tcp = struct.pack(">HHIIBBHHH", source[1], target[1], sequence, acknowledged, 0x50, flags, 65535, 0, 0)
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0x4000, 64, 6, 0, source[0], target[0])
        frame = b"\x02\0\0\0\0\x01\x02\0\0\0\0\x02\x08\0" + ip + tcp + payload
        self.count += 1
        self.out.append(struct.pack("<IIII", FIXED_TIME, self.count * 100, len(frame), len(frame)) + frame)

    def request(self, number, content_type, body):
        phone, server = (bytes([10, 42, 0, 2]), 20000 + number), (bytes([203, 0, 113, 9]), 80)
        head = (f"POST /body/{number} HTTP/1.1\r\nHost: collector.example.net\r\nContent-Type: {content_type}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()
        answer = b"HTTP/1.1 204 No Content\r\n\r\n"
        up, down = 1000, 5000
        self.packet(phone, server, up, 0, 2)
        self.packet(server, phone, down, up + 1, 18)
        self.packet(phone, server, up + 1, down + 1, 24, head + body)
        self.packet(server, phone, down + 1, up + 1 + len(head + body), 24, answer)
        self.packet(phone, server, up + 1 + len(head + body), down + 1 + len(answer), 17)


def leaks_of(cli, capture):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bodies.pcap"
        path.write_bytes(b"".join(capture.out))
        words = [cli, "analyze", "--format", "ndjson", "--only", "exchange,leak", "--secret", ONE, "--secret", FIVE, path]
        run = subprocess.run(words, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    numbers = {r["id"]: int(r["url"].rsplit("/", 1)[1]) for r in records if r["type"] == "exchange"}
    found = {}
    for record in records:
        if record["type"] == "leak":
            found.setdefault(numbers[record["exchange"]], []).append(record)
    return found, len(numbers)


def verdict(leaks, canary, body):
    good = [leak for leak in leaks if leak["value"] == canary and leak["location"] == "body"]
    if not good:
        return "missed"
    start, end = good[0]["bytes"]
    return "found" if open_again.holds(body[start:end], canary) is not None else "wrong bytes"


def main():
    capture, sent = Capture(), []
    for name, content_type, make, *published in BODIES:
        for value in (ONE, FIVE, OTHER):
            body = make(value)
            sent.append((name, value, body if isinstance(body, bytes) else body.encode(), published))
            capture.request(len(sent) - 1, content_type, sent[-1][2])
    found, exchanges = leaks_of(sys.argv[1], capture)
    print(f"{'body':44} {'LeakDetector':^17} {'TrackHAR':^9} {'Telltale':^17}\n{'':44} {'1 word':8} {'5 words':8} {'':9} {'1 word':8} {'5 words':8}")
    bad = [] if exchanges == len(sent) else [f"{exchanges} exchanges of {len(sent)} requests"]
    for row in range(0, len(sent), 3):
        name, _, _, (one, five, trackhar) = sent[row]
        ours = [verdict(found.get(row + i, []), sent[row + i][1], sent[row + i][2]) for i in (0, 1)]
        print(f"{name:44} {one:8} {five:8} {trackhar:9} {ours[0]:8} {ours[1]:8}")
        bad += [f"{name}: {each}" for each in ours if each != "found"]
        bad += [f"{name}: a leak of nothing declared: {leak['value']!r}" for leak in found.get(row + 2, [])]
        bad += [f"{name}: a leak that is not the canary: {leak['value']!r}" for i in (0, 1) for leak in found.get(row + i, [])
                if leak["value"] != sent[row + i][1]]
    print("\n".join(bad) or f"all {2 * len(BODIES)} found, {len(BODIES)} controls silent")
    sys.exit(1 if bad else 0)


main()
