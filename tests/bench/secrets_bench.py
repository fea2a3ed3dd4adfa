#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What secrets cost: telltale-cli over one capture with 0, 100 and 10 000 declared secrets.

    secrets_bench.py TELLTALE_CLI CAPTURE [--keylog FILE] [--counts 0,100,10000] [--private] [--rounds 3] [--threads 1]

The counts take turns (0 100 10 000 0 100 ...), so that what else this computer does falls on all; the ratios are
medians of the rounds' own ratios. With --private also, without a secret declared, half of the capture and all of it as
private browsing: what is searched, visited and sent then is harvested and looked for everywhere else. Secrets are of all kinds: searches, names, e-mail addresses, phone numbers, IMEIs,
advertising IDs, MAC addresses. Captures: make_plain_http.py OUT.pcap 10500 gives 1 GB, with 20 as
a third word searches to harvest; enlarge_capture.py a real one."""
import argparse
import datetime
import json
import os
import random
import resource
import statistics
import subprocess
import tempfile

SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru".split()


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        digit = int(digit)
        total += digit if place % 2 else digit * 2 - (9 if digit > 4 else 0)
    return digits + str(-total % 10)


def secrets(count):
    draw = random.Random(4821)
    def word():
        return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4)))
    kinds = [
        lambda: "search: " + " ".join(word() for _ in range(draw.randint(2, 5))),
        lambda: f"name: {word().title()} {word().title()}",
        lambda: f"email: {word()}.{word()}@{word()}.example",
        lambda: f"phone: +49 1{draw.randrange(50, 79)} {draw.randrange(10**6, 10**7)}",
        lambda: "imei: " + luhn("35" + "".join(draw.choice("0123456789") for _ in range(12))),
        lambda: f"gaid: {draw.getrandbits(128):032x}",
        lambda: f"mac: {draw.getrandbits(48):012x}",
        lambda: f"{word()} {word()} {draw.randrange(1000, 10000)}",
    ]
    return [kinds[i % len(kinds)]() for i in range(count)]


def measure(words):
    """CPU and wall seconds, and MiB at most, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = os.times().elapsed
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = os.times().elapsed - start
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime >= before.ru_utime
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, len(lines) - 1


def length(words):
    """Seconds from the first packet to the last, as the summary says."""
    summary = json.loads(subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout)
    first, last = (datetime.datetime.fromisoformat(summary[end][:26].rstrip("Z")) for end in ("first", "last"))
    return (last - first).total_seconds()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("capture")
    parser.add_argument("--keylog")
    parser.add_argument("--counts", default="0,100,10000")
    parser.add_argument("--private", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", default="1")
    options = parser.parse_args()
    common = [options.program, "analyze", "--threads", options.threads]
    common += ["--keylog", options.keylog] if options.keylog else []
    with tempfile.TemporaryDirectory() as folder:
        cases = {}
        for count in map(int, options.counts.split(",")):
            path = os.path.join(folder, str(count))
            with open(path, "w") as file:
                file.write("\n".join(secrets(count)) + "\n")
            cases[str(count)] = ["--secrets-file", path]
        if options.private:
            whole = length(common + ["--only", "summary", options.capture])
            cases["half private"] = ["--incognito", f"0/{whole / 2:.3f}"]
            cases["all private"] = ["--incognito-all"]
        results = {case: [] for case in cases}
        for _ in range(options.rounds):
            for case, words in cases.items():
                results[case].append(measure(common + ["--only", "leak,summary"] + words + [options.capture]))
    size = os.path.getsize(options.capture) / 1e6
    print(f"{os.path.basename(options.capture)}: {size:.0f} MB, {options.rounds} rounds")
    print(f"{'secrets':>12} {'CPU s':>8} {'wall s':>8} {'MiB':>6} {'leaks':>6} {'CPU ratio':>10} {'wall ratio':>10}")
    base = next(iter(results.values()))
    for case, runs in results.items():
        median = [statistics.median(run[i] for run in runs) for i in range(4)]
        ratios = [statistics.median(run[i] / none[i] for run, none in zip(runs, base)) for i in (0, 1)]
        print(f"{case:>12} {median[0]:8.2f} {median[1]:8.2f} {median[2]:6.0f} {median[3]:6.0f} {ratios[0]:10.2f} {ratios[1]:10.2f}")


main()
