#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds telltale-cli against the truth columns of a folder of captures (INDEX.tsv, see its README).
   compare_captures.py telltale-cli CAPTURES_DIR [--all]
Prints a line for each difference that is not explained below; exit 1 if there is one.
--all: prints the explained ones too."""
import collections
import csv
import json
import pathlib
import subprocess
import sys

# Where tshark's count is not the number of requests, and why. Value: what we count.
EXPLAINED = json.loads((pathlib.Path(__file__).parent / "explained_counts.json").read_text())


def number(text):
    return int(text) if text.isdigit() else None


def analyze(cli, file, keys):
    command = [cli, "analyze", "--format", "ndjson", str(file)]
    for key in keys:
        command[2:2] = ["--keylog", str(key)]
    run = subprocess.run(command, capture_output=True, timeout=60)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    return run.returncode, records


def count(records):
    protocols = collections.Counter(r["protocol"] for r in records if r["type"] == "exchange")
    summary = next((r for r in records if r["type"] == "summary"), {})
    return {
        "packets": summary.get("packets", 0),
        "http1_requests": protocols["http/1.0"] + protocols["http/1.1"],
        "http2_requests": protocols["h2"],
        "dns_queries": summary.get("dns", 0),
    }


def main():
    cli, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        sys.exit(77)
    show_all = "--all" in sys.argv[3:]
    differences = compared = explained = 0
    for row in csv.DictReader((folder / "INDEX.tsv").open(), delimiter="\t"):
        name = row["file"]
        keys = [] if row["keys file"] in ("-", "embedded") else [folder / row["keys file"]]
        status, records = analyze(cli, folder / name, keys)
        if status not in (0, 2):
            print(f"{name}: exit status {status}")
            differences += 1
        ours = count(records)
        for column in ("packets", "http1_requests", "http2_requests"):
            truth = number(row[column])
            if truth is None:
                continue
            compared += 1
            if ours[column] == truth:
                continue
            reason = EXPLAINED.get(name, {}).get(column)
            if reason and reason["ours"] == ours[column]:
                explained += 1
                if show_all:
                    print(f"{name}: {column} {ours[column]}, tshark {truth}: {reason['why']}")
                continue
            print(f"{name}: {column} {ours[column]}, tshark {truth}")
            differences += 1
    print(f"{compared} counts compared, {explained} explained, {differences} differ")
    sys.exit(1 if differences else 0)


main()
