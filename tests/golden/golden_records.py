#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden records of the bundled demo: capture in, records out, compared line by line.
   golden_records.py telltale-cli [--update]"""
import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEMO = HERE.parent.parent / "resources/demo/demo.pcapng"
GOLDEN = HERE / "demo.ndjson"
TYPES = "connection,dns,search,leak,anomaly,summary"


def records(cli, *options):
    return subprocess.run([cli, "analyze", "--format", "ndjson", "--only", TYPES, *options, DEMO],
                          capture_output=True, text=True, check=True).stdout


def main():
    cli = sys.argv[1]
    ours = records(cli)
    for threads in ("1", "3"):
        if records(cli, "--threads", threads) != ours:
            sys.exit(f"the records differ with --threads {threads}")
    if "--update" in sys.argv:
        GOLDEN.write_text(ours)
        return
    diff = list(difflib.unified_diff(GOLDEN.read_text().splitlines(), ours.splitlines(), "golden", "now", lineterm="", n=0))
    print("\n".join(diff[:40]))
    sys.exit(1 if diff else 0)


main()
