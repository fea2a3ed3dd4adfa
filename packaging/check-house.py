#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the tree keeps to its own rules: includes go in one direction, core knows no Qt,
files stay small, and every source of core has a test of its name. Prints each breach; exit 1 if any."""
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What a folder may include besides itself. Keys are folders below core/ or ui/.
CORE = {
    "base": set(),
    "net": {"base"},
    "intercept": {"net", "base"},
    "session": {"net", "base"},
    "capture": {"net", "base"},
    "reassembly": {"net", "base"},
    "tls": {"reassembly", "base"},
    "dns": {"reassembly", "net", "base"},
    "http": {"reassembly", "base"},
    "decode": {"session", "base"},
    "hotspot": {"capture", "dns", "net", "base"},
    "session/export": {"decode", "session", "net", "base"},
    "session/folder": {"capture", "session", "net", "base"},
    "rules": {"base"},
    "attribution": {"rules", "decode", "session", "net", "base"},
    "leak": {"rules", "decode", "session", "net", "base"},
}
CORE["trackers"] = {"leak", "rules", "decode", "session", "base"}
CORE["pipeline"] = {"capture", "reassembly", "tls", "dns", "http", "decode", "session", "net", "base"}
CORE["engine"] = CORE["pipeline"] | {"pipeline", "rules", "attribution", "leak", "trackers", "session/folder", "intercept"}
ALL_CORE = set(CORE)
VALUES = {"session", "net", "base"}
UI = {
    "bridge": ALL_CORE,
    "models": {"bridge"} | VALUES,
    "delegates": {"bridge", "models"} | VALUES,
    "timeline": {"bridge", "models", "delegates"} | VALUES,
    "inspector": {"bridge", "models", "delegates"} | VALUES,
    "leaks": {"bridge", "models", "delegates"} | VALUES,
    "watch": {"bridge", "models", "delegates"} | VALUES,
    "shell": {"bridge", "models", "delegates", "timeline", "inspector", "leaks", "watch"} | VALUES,
}
MAX_LINES, P95_LINES, MEDIAN_LINES = 700, 350, 100
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

problems = []


def folder_of(path, top):
    parts = path.relative_to(ROOT / top).parts
    if top == "core" and "/".join(parts[:2]) in CORE:
        return "/".join(parts[:2])
    return parts[0]


def included_folder(name):
    floor = "/".join(name.split("/")[:2])
    if floor in CORE:
        return floor
    return name.split("/")[0] if "/" in name else None


def check_includes(top, allowed):
    for path in sorted((ROOT / top).rglob("*")):
        if path.suffix not in {".h", ".cpp"}:
            continue
        folder = folder_of(path, top)
        if folder not in allowed:
            problems.append(f"{path.relative_to(ROOT)}: the folder {folder} is not in the include rules")
            continue
        for mark, name in INCLUDE.findall(path.read_text()):
            if top == "core" and (re.match(r"Q[A-Z]", name) or name.startswith("qcustomplot")):
                problems.append(f"{path.relative_to(ROOT)}: core includes Qt ({name})")
            if mark != '"':
                continue
            other = included_folder(name)
            if other is None or other == folder:
                continue
            known = ALL_CORE if top == "core" else ALL_CORE | set(UI)
            if other in known and other not in allowed[folder]:
                problems.append(f"{path.relative_to(ROOT)}: {folder} must not include {name}")


def check_sizes():
    sizes = {p: len(p.read_text().splitlines()) for top in ("core", "ui", "app") for p in (ROOT / top).rglob("*")
             if p.suffix in {".h", ".cpp"}}
    for path, lines in sizes.items():
        if lines > MAX_LINES:
            problems.append(f"{path.relative_to(ROOT)}: {lines} lines, more than {MAX_LINES}")
    ordered = sorted(sizes.values())
    median, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(f"{len(ordered)} files, median {median:.0f} lines, p95 {p95}, largest {ordered[-1]}")
    if median > MEDIAN_LINES:
        problems.append(f"the median file has {median} lines, more than {MEDIAN_LINES}")
    if p95 > P95_LINES:
        problems.append(f"one file in twenty has more than {p95} lines; {P95_LINES} is the bound")


def check_tests():
    tests = {p.name for p in (ROOT / "tests").rglob("*.cpp")}
    for path in sorted((ROOT / "core").rglob("*.cpp")):
        if not any(t == f"tst_{path.name}" or t.endswith(f"_{path.name}") for t in tests):
            problems.append(f"{path.relative_to(ROOT)}: no test tst_{path.name}")


check_includes("core", CORE)
check_includes("ui", UI)
check_sizes()
check_tests()
for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
