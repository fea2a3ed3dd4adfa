#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts captures at many places: telltale-cli must end with status 0 or 2, in time, with a summary.
   cut_captures.py telltale-cli [--cuts N] FILE_OR_FOLDER..."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

KINDS = {".pcap", ".pcapng", ".har", ".mitm", ""}


def check(cli, path, what, keys):
    options = [x for key in keys for x in ("--keylog", str(key))]
    try:
        run = subprocess.run([cli, "analyze", "--format", "ndjson", "--decoded", *options, path], capture_output=True,
                             timeout=120)
    except subprocess.TimeoutExpired:
        return f"{what}: not done in 120 s"
    if run.returncode not in (0, 2):
        return f"{what}: exit status {run.returncode}: {run.stderr.decode(errors='replace')[-2000:]}"
    if run.returncode == 2 and not run.stderr.strip():
        return f"{what}: status 2 without a word"
    lines = run.stdout.splitlines()
    if lines and json.loads(lines[-1])["type"] != "summary":
        return f"{what}: the last record is no summary"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--keylog", action="append", default=[])
    arguments = parser.parse_args()
    files = []
    for path in arguments.paths:
        if path.is_dir():
            files += sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in KINDS)
        elif path.exists():
            files.append(path)
        else:
            print(f"not there, left out: {path}")
    problems, runs = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            whole = file.read_bytes()
            places = sorted({len(whole) * i // arguments.cuts for i in range(1, arguments.cuts + 1)})
            for place in places:
                cut = pathlib.Path(folder) / ("cut" + file.suffix)
                cut.write_bytes(whole[:place])
                runs += 1
                problem = check(arguments.cli, cut, f"{file} cut at {place}", arguments.keylog)
                if problem:
                    problems.append(problem)
                    print(problem, flush=True)
    print(f"{runs} runs over {len(files)} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
