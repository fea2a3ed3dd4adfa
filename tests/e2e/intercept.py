#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The phone lab with interception: the phone trusts our certificate, nobody hands out its keys.
   intercept.py telltale-cli DIR          (LAB_FAMILY=4|6, LAB_TLS=TLSv1.2 for the servers,
   LAB_PHONE_TLS=1.2 for the phone, LAB_PACE=0.2 for a phone five times as fast)
What telltale-cli watch prints, what it records and what tshark alone reads from that recording are held
against the servers' own log. Needs root and what lab.sh needs; exit status 77 (skipped) without."""
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PINNED = "chat.example.net"
OWN_PAGE = "10.42.0.1:8080"  # the certificate's page is this computer's, not one of the servers
PLAN = {"steps": [
    {"query": "purple otter 4821", "url": "https://www.google.com/search"},
    {"query": "abortion clinic köln", "url": "https://duckduckgo.com/"},
    {"url": "https://news.example.org/local/otters-return"},
    {"url": "https://clinic.example.org/appointments/confidential?case=77-A"},
]}


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, **options)


def start_watch(cli, lab):
    """Starts watching and gives the process and where the certificate is."""
    watch = subprocess.Popen(
        [cli, "watch", "-i", "hs0", "--intercept", "--upstream-ca", lab / "root.pem", "--session", lab / "session",
         "--ca-dir", lab / "ca", "--incognito-all", "--format", "ndjson"],
        stdout=open(lab / "records.ndjson", "w"), stderr=subprocess.PIPE, text=True)
    said = []
    for line in watch.stderr:
        said.append(line)
        if "certificate at http" in line:
            return watch, line.split()[-1]
    raise SystemExit("watch ended: " + "".join(said))


def trust(lab, page):
    """The phone's owner fetches the certificate from the page and puts it into the phone's store."""
    ours = run("ip", "netns", "exec", "phone", "curl", "-sf", page + "telltale.pem", capture_output=True).stdout
    (lab / "ours.pem").write_bytes(ours)
    (lab / "trust.pem").write_bytes((lab / "root.pem").read_bytes() + ours)
    store = lab / "home/.pki/nssdb"
    store.mkdir(parents=True)
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    for name, file in (("lab", "root.pem"), ("ours", "ours.pem")):
        run("certutil", "-A", "-d", f"sql:{store}", "-t", "C,,", "-n", name, "-i", lab / file)


def tshark_requests(capture):
    """What tshark, alone and in one pass, reads from the recording."""
    fields = ["http.request.method", "http.host", "http.request.uri", "http2.headers.method", "http2.headers.authority",
              "http2.headers.path"]
    words = ["tshark", "-r", capture, "-T", "fields", "-E", "separator=\t", "-E", "aggregator=\x1f"]
    for field in fields:
        words += ["-e", field]
    found = collections.Counter()
    for line in run(*words, capture_output=True, text=True).stdout.splitlines():
        parts = [part.split("\x1f") if part else [] for part in line.split("\t")]
        for three in (parts[0:3], parts[3:6]):
            for method, host, path in zip(*three):
                found[(method, host, path)] += 1
    return found


def check(lab, cli):
    truth = [json.loads(line) for line in (lab / "truth.ndjson").read_text().splitlines()]
    records = [json.loads(line) for line in (lab / "records.ndjson").read_text().splitlines()]
    problems = []
    sent = collections.Counter((t["method"], "https://" + t["host"] + t["url"]) for t in truth if t["host"] != PINNED)
    ours = collections.Counter((r["method"], r["url"]) for r in records if r["type"] == "exchange" and r["host"] != OWN_PAGE)
    problems += [f"watch did not print {r}" for r in sent - ours] + [f"watch printed too much: {r}" for r in ours - sent]
    theirs = collections.Counter(
        {(method, f"https://{host}{path}"): n for (method, host, path), n in tshark_requests(lab / "session/capture.pcapng").items() if host != OWN_PAGE})
    problems += [f"tshark does not find {r}" for r in sent - theirs] + [f"tshark finds more: {r}" for r in theirs - sent]
    reasons = collections.Counter(r["reason"] for r in records if r["type"] == "connection" and r["sni"] == PINNED)
    if not reasons.get("pinned") or set(reasons) - {"pinned", "client_rejected_certificate"}:
        problems.append(f"the pinned app's connections give {dict(reasons)}")
    folder = lab / "check"
    folder.mkdir()
    shutil.copy(lab / "session/capture.pcapng", folder)
    (folder / "plan.json").write_text(json.dumps(PLAN))
    (folder / "truth.ndjson").write_text("".join(json.dumps(t) + "\n" for t in truth if t["host"] != PINNED))
    again = subprocess.run([sys.executable, HERE.parent / "golden/lab_truth.py", cli, folder], capture_output=True, text=True)
    if again.returncode != 0:
        problems.append("the recording, read again: " + again.stdout + again.stderr)
    leaks = sum(r["type"] == "leak" for r in records)
    versions = collections.Counter((r["tls_version"], r["alpn"]) for r in records if r["type"] == "connection" and r["security"] == "tls")
    print(f"servers {sum(sent.values())}, watch {sum(ours.values())}, tshark {sum(theirs.values())}, leaks {leaks}, "
          f"pinned {dict(reasons)}, {dict(versions)}; read again: {again.stdout.strip()}")
    return problems


def main():
    cli, lab = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if os.geteuid() != 0 or not all(map(shutil.which, ("chromium", "node", "dnsmasq", "certutil", "tshark", "ethtool"))):
        print("skipped: the phone lab needs root, chromium, node, dnsmasq, certutil, tshark and ethtool")
        sys.exit(77)
    shutil.rmtree(lab, ignore_errors=True)
    lab.mkdir(parents=True)
    os.chmod(lab, 0o755)
    run(HERE / "lab.sh", "up", lab)
    try:
        watch, page = start_watch(cli, lab)
        try:
            trust(lab, page)
            run("ip", "netns", "exec", "phone", "node", HERE / "phone.mjs", lab, env={**os.environ, "LAB_TRUST": str(lab / "trust.pem")})
        finally:
            watch.send_signal(signal.SIGINT)
            _, said = watch.communicate(timeout=60)
            sys.stderr.write(said)
        problems = check(lab, cli)
    finally:
        run(HERE / "lab.sh", "down", lab)
    print("\n".join(problems) or "all as sent")
    sys.exit(1 if problems else 0)


main()
