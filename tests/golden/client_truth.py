#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds telltale-cli against what the servers received from real telemetry clients (tests/e2e/clients.py).
   client_truth.py telltale-cli FOLDER [--noise] [--misses]
FOLDER: capture.pcapng, phone.keys unless the capture holds its keys, plan.json (which client was given
which secrets), truth.ndjson or truth.ndjson.gz (each request as the server received it). What each request holds is
found by open_again.py, without Telltale's code, and so is what the octets of each leak hold.
--noise: the clients were given nothing. What is searched for is what they were given in the other run; the
only true leak is the address of the page a client runs in, which most of them send of their own accord."""
import base64
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import open_again

COMPRESSED = {"gzip", "zlib", "deflate", "lzstring"}
KINDS = ["word", "phrase", "foreign", "address", "email", "gaid", "page"]
OWN_SITE = "shop.example.org"


def read_truth(folder):
    packed = folder / "truth.ndjson.gz"
    octets = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "truth.ndjson").read_bytes()
    return [json.loads(line) for line in octets.splitlines()]


def secrets_of(plan):
    """[(client, kind, text)]: what each client was given, and the address of the page it ran in."""
    given = []
    for client in plan["clients"]:
        given += [(client["name"], s["kind"], s["text"]) for s in client["declared"]]
        if client.get("page"):
            given.append((client["name"], "page", client["page"]))
    return given


def analyze(cli, folder, secrets):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(text + "\n" for _, kind, text in secrets if kind != "page"))
        file.flush()
        words = [cli, "analyze", "--format", "ndjson", "--bodies", "--decoded", "--incognito-all", "--secrets-file", file.name]
        if (folder / "phone.keys").exists():
            words += ["--keylog", folder / "phone.keys"]
        runs = [subprocess.run([*words, "--threads", threads, folder / "capture.pcapng"], capture_output=True, text=True)
                for threads in ("1", "3")]
    if runs[0].returncode != 0:
        sys.exit(f"telltale-cli ended with {runs[0].returncode}: {runs[0].stderr}")
    if runs[0].stdout != runs[1].stdout:
        sys.exit("the records differ with --threads 3")
    return [json.loads(line) for line in runs[0].stdout.splitlines()]


def bare(text):
    return open_again.folded(text.split("://", 1)[-1].rstrip("/"))


class Request:
    """One request as its server received it, and what is known of it."""

    def __init__(self, line):
        self.line = line
        self.url = "https://" + line["host"] + line["url"]
        self.body = base64.b64decode(line["body"])
        self.headers = line["headers"]
        self.held = {}  # (client, kind): (place, steps)
        self.cannot_open = open_again.cannot_open(self.headers, self.body)
        self.exchange = None

    def forms(self):
        """The body as it came and as its Content-Encoding says."""
        yield self.body
        try:
            yield gzip.decompress(self.body)
        except (OSError, EOFError):
            pass

    def place(self, location):
        if location == "body":
            return self.body
        if location == "url":
            return self.url.encode()
        name = location.split(":", 1)[-1].lower()
        return self.headers.get("cookie" if location.startswith("cookie:") else name, "").encode()


def needles(client, kind, text):
    """[(folded text, step)] that stand for a secret. Only one client disguises what it sends."""
    plain = [(bare(text) if kind in ("address", "page") else open_again.folded(text), ())]
    if client != "disguises":
        return plain
    return plain + [(open_again.folded(made), (name,)) for name, made in open_again.disguises(text).items()]


def look_for_secrets(requests, secrets):
    wanted = {(client, kind): needles(client, kind, text) for client, kind, text in secrets}
    for request in requests:
        if request.line["host"] == OWN_SITE:
            continue
        places = {"url": request.line["url"], "body": request.body}
        places.update({"header:" + name: str(value) for name, value in request.headers.items() if name[0] != ":"})
        for place, data in places.items():
            opened = [(open_again.folded(text), steps) for text, steps in open_again.texts(data).items()]
            for name, several in wanted.items():
                steps = next((steps + way for inner, steps in opened for needle, way in several if needle in inner), None)
                if steps is not None:
                    request.held.setdefault(name, (place, steps))


def pair_up(requests, exchanges):
    """Gives each request its exchange: the same method, URL and octets, in order of time."""
    waiting = collections.defaultdict(list)
    for exchange in sorted(exchanges, key=lambda e: e["time"]):
        body = base64.b64decode(exchange["request"].get("body") or "")
        waiting[(exchange["method"], exchange["url"], body)].append(exchange)
    problems = []
    for request in requests:
        keys = [(request.line["method"], request.url, form) for form in request.forms()]
        key = next((key for key in keys if waiting.get(key)), None)
        if key:
            request.exchange = waiting[key].pop(0)
        else:
            problems.append(f"request not found: {request.line['method']} {request.url[:120]} ({len(request.body)} octets)")
    problems += [f"never sent: {key[0]} {key[1][:120]} ({len(key[2])} octets)" for key, left in waiting.items() for _ in left]
    return problems


def octets_hold(request, leak):
    """The leak's own octets, taken from what the server received, opened here."""
    data = request.place(leak["location"])
    start, end = leak["bytes"]
    if not 0 <= start < end <= len(data):
        return None, b""
    part = data[start:end]
    wanted = [bare(leak["value"]) if "://" in leak["value"] else leak["value"]]
    wanted += [] if leak["match"] == "plain" else open_again.disguises(leak["value"]).values()
    return open_again.holds(part, *wanted), part


def told(leaks, request, secrets):
    """{(client, kind): leak} of what was found in a request, and the leaks of nothing it was given."""
    found, other = {}, []
    for leak in leaks:
        value = bare(leak["value"])
        names = [(c, k) for c, k, text in secrets
                 if (bare(text) if k in ("address", "page") else open_again.folded(text)) in (value, open_again.folded(leak["value"]))]
        if not names:
            other.append(leak)
        for name in names:
            found.setdefault(name, []).append(leak)
    return found, other


def encrypted_verdict(exchange):
    return '"encrypted"' in json.dumps(exchange.get("request", {}).get("decoded"))


def check(cli, folder):
    plan = json.loads((folder / "plan.json").read_text())
    secrets = secrets_of(plan)
    requests = [Request(line) for line in read_truth(folder)]
    records = analyze(cli, folder, secrets)
    problems = pair_up(requests, [r for r in records if r["type"] == "exchange"])
    look_for_secrets(requests, secrets)
    leaks = collections.defaultdict(list)
    for record in records:
        if record["type"] == "leak":
            leaks[record["exchange"]].append(record)
    result = Result(secrets)
    for request in requests:
        result.add(request, leaks.get(request.exchange["id"], []) if request.exchange else [])
    result.problems += problems
    result.leaks = sum(map(len, leaks.values()))
    return requests, result


class Result:
    def __init__(self, secrets):
        self.secrets = secrets
        self.cells = collections.defaultdict(lambda: [0, 0])  # (client, kind): sent, found
        self.ways = collections.defaultdict(collections.Counter)  # client: how its secrets went
        self.unreadable = collections.Counter()
        self.problems, self.misses = [], []
        self.sent = self.found = self.alarms = self.ranges = self.leaks = 0

    def add(self, request, leaks):
        found, other = told(leaks, request, self.secrets)
        short = f"{request.line['method']} {request.url[:160]}"
        for name, (place, steps) in request.held.items():
            self.sent += 1
            self.cells[name][0] += 1
            self.ways[name[0]][(request.line["proto"].replace("https/", "h"), request.line["method"], place, steps)] += 1
            if name in found:
                self.found += 1
                self.cells[name][1] += 1
            else:
                self.misses.append((name, place, steps, request))
        for name, several in found.items():
            for leak in several:
                if name not in request.held:
                    self.alarms += 1
                    self.problems.append(f"false alarm: {leak['id']} {leak['value']!r} in {short} {leak['path']}")
                    continue
                self.ranges += 1
                if not leak["incognito"]:
                    self.problems.append(f"{leak['id']} is not marked as private")
                steps, part = octets_hold(request, leak)
                where = f"{leak['id']}: its octets {leak['location']} {leak['bytes']}"
                if steps is None:
                    self.problems.append(f"{where} do not hold {leak['value']!r}: {part[:120]!r}")
                # Nothing can be cut out of what is compressed; elsewhere no letter takes more than this.
                elif not COMPRESSED & set(steps) and len(part) > 16 * len(leak["value"].encode()) + 16:
                    self.problems.append(f"{where} are more than {leak['value']!r} needs: {part[:120]!r}")
        for leak in other:
            self.alarms += 1
            self.problems.append(f"a leak of nothing given: {leak['kind']} {leak['value']!r} ({leak['basis']}, {leak['label']}) in {short} {leak['path']}")
        if request.cannot_open:
            self.unreadable[(request.line["host"], request.cannot_open, bool(request.exchange) and encrypted_verdict(request.exchange))] += 1


def table(plan, requests, result):
    print(f"{'client':20} " + " ".join(f"{kind:>9}" for kind in KINDS) + "   how it went")
    for client in plan["clients"]:
        name = client["name"]
        cells = []
        for kind in KINDS:
            sent, found = result.cells.get((name, kind), (0, 0))
            cells.append(f"{found}/{sent}" if sent else ("-" if kind != "page" or client.get("page") else ""))
        ways = ["{} {} {}: {}".format(*way[:3], " ".join(way[3]) or "plain") for way, _ in result.ways[name].most_common(2)]
        note = client.get("expect") == "encrypted" and "encrypted for its collector, cannot be read: not counted as sent" or "; ".join(ways)
        note = "no SDK: hashes and encodings made by Node's own functions" if client.get("expect") == "disguised" else note
        print(f"{name:20} " + " ".join(f"{cell:>9}" for cell in cells) + "   " + note)
    print("cells: found/sent requests; -: the client did not send it in a form that can be read")
    for (host, why, verdict), count in result.unreadable.items():
        print(f"not opened by this script: {count} requests to {host}: {why}; Telltale's verdict 'encrypted': {'yes' if verdict else 'NO'}")
        if not verdict:
            result.problems.append(f"{count} requests to {host} are {why}, and Telltale does not say so")
    for client in plan["clients"]:
        silent = [s["kind"] for s in client["declared"] if not result.cells.get((client["name"], s["kind"]), (0, 0))[0]]
        if silent and client.get("expect") != "encrypted":
            result.problems.append(f"{client['name']} did not send what it was given, or in no form known here: {', '.join(silent)}")


def share(part, whole):
    return f"{part}/{whole}" + (f" ({100 * part / whole:.1f} %)" if whole else "")


def main():
    cli, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    noise = "--noise" in sys.argv[3:]
    if not (folder / "capture.pcapng").exists():
        print(f"skipped: there is no recording of the clients in {folder}")
        sys.exit(77)
    plan = json.loads((folder / "plan.json").read_text())
    requests, result = check(cli, folder)
    if noise:
        pages = sum(cell[1] for (_, kind), cell in result.cells.items() if kind == "page")
        print(f"noise: {len(requests)} requests, {result.leaks} leaks; {pages} requests told the address of the page, "
              f"{result.alarms} leaks are false alarms")
        result.problems += [f"{name} was given nothing, and sent it: {kind}" for (name, kind), cell in result.cells.items()
                            if kind != "page" and cell[0]]
    else:
        table(plan, requests, result)
        alarmed = result.found + result.alarms
        print(f"{len(requests)} requests; recall {share(result.found, result.sent)}, precision {share(result.found, alarmed)}, "
              f"{result.ranges} byte ranges opened again")
    for (client, kind), place, steps, request in result.misses:
        detail = f" headers {json.dumps(request.headers)} body {request.body[:3000]!r}" if "--misses" in sys.argv[3:] else ""
        result.problems.append(f"missed: {client} {kind} in {request.line['method']} {request.url[:200]} {place} by {' '.join(steps) or 'plain'}{detail}")
    print("\n".join(result.problems) or "all as sent")
    sys.exit(1 if result.problems else 0)


if __name__ == "__main__":
    main()
