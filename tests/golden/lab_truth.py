#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds telltale-cli against what the servers of a lab run received.
   lab_truth.py telltale-cli LAB_DIR     (capture.pcapng, phone.keys unless it holds its keys, truth.ndjson, plan.json)
Every request is one exchange, none more; every request to somebody else that bears a query or a
visited address is a leak, and each leak's bytes are opened again here, without Telltale's code."""
import base64
import collections
import json
import pathlib
import subprocess
import sys
import urllib.parse

from open_again import folded, texts

SEARCH_ENGINES = ("google.com", "duckduckgo.com")


def main():
    cli, lab = sys.argv[1], pathlib.Path(sys.argv[2])
    if not lab.is_dir():
        print(f"skipped: {lab} is not there")
        sys.exit(77)
    run = subprocess.run([cli, "analyze", "--format", "ndjson", "--bodies", "--incognito-all",
                          *(["--keylog", lab / "phone.keys"] if (lab / "phone.keys").exists() else []),
                          lab / "capture.pcapng"], capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    truth = [json.loads(line) for line in (lab / "truth.ndjson").read_text().splitlines()]
    plan = json.loads((lab / "plan.json").read_text())["steps"]
    exchanges = {r["id"]: r for r in records if r["type"] == "exchange"}
    leaks = [r for r in records if r["type"] == "leak"]
    problems = []

    ours = collections.Counter((e["method"], e["url"]) for e in exchanges.values()
                               if not e["host"].startswith("10.42.0.1:"))  # the certificate's page is no server of the lab
    theirs = collections.Counter((t["method"], "https://" + t["host"] + t["url"]) for t in truth)
    problems += [f"not found: {r}" for r in theirs - ours] + [f"not sent: {r}" for r in ours - theirs]

    for step in plan:
        secret = step.get("query") or step["url"].split("://", 1)[1]
        kind = "search_query" if "query" in step else "visited_url"
        own = urllib.parse.urlsplit(step["url"]).hostname.split(".")[-2:]
        want = collections.Counter()
        for t in truth:
            if t["host"].split(".")[-2:] == own or any(t["host"].endswith(e) for e in SEARCH_ENGINES):
                continue
            if any(folded(secret) in folded(s) for s in [*texts(base64.b64decode(t["body"])), *texts(t["url"])]):
                want[t["host"]] += 1
        got = collections.Counter(l["recipient"]["host"] for l in leaks
                                  if l["kind"] == kind and folded(secret) in folded(l["value"]))
        if want != got:
            problems.append(f"{secret}: sent to {dict(want)}, found {dict(got)}")

    for leak in leaks:
        if any(leak["recipient"]["host"].endswith(e) for e in SEARCH_ENGINES):
            problems.append(f"a leak to the engine itself: {leak}")
        if leak["location"] == "body":
            body = base64.b64decode(exchanges[leak["exchange"]]["request"]["body"])
            part = body[leak["bytes"][0]:leak["bytes"][1]]
            # Base64 is cut at groups of four: what is around the value decodes with it.
            if not any(folded(leak["value"].split("://", 1)[-1]) in folded(s) for s in texts(part)):
                problems.append(f"{leak['id']}: its bytes {leak['bytes']} do not give {leak['value']!r}: {part!r}")
        if not leak["incognito"]:
            problems.append(f"{leak['id']} is not marked as private")
    print("\n".join(problems) or f"{len(truth)} requests, {len(leaks)} leaks, all as sent")
    sys.exit(1 if problems else 0)


main()
