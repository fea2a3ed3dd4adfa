#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What secrets cost: telltale-cli over one capture with 0, 100 and 10 000 declared secrets.

    secrets_bench.py TELLTALE_CLI CAPTURE [--keylog FILE] [--counts 0,100,10000] [--rounds 3] [--threads 1]

The counts take turns (0 100 10 000 0 100 ...), so that what else this computer does falls on all; the ratios are
medians of the rounds' own ratios. Secrets are of all kinds: searches, names, e-mail addresses, phone numbers, IMEIs,
advertising IDs, MAC addresses. Captures: make_plain_http.py OUT.pcap 10500 gives 1 GB; enlarge_capture.py a real one."""
import argparse
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("capture")
    parser.add_argument("--keylog")
    parser.add_argument("--counts", default="0,100,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", default="1")
    options = parser.parse_args()
    counts = [int(count) for count in options.counts.split(",")]
    results = {count: [] for count in counts}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds):
            for count in counts:
                path = os.path.join(folder, str(count))
                with open(path, "w") as file:
                    file.write("\n".join(secrets(count)) + "\n")
                words = [options.program, "analyze", "--only", "leak,summary", "--threads", options.threads, "--secrets-file", path]
                words += ["--keylog", options.keylog] if options.keylog else []
                results[count].append(measure(words + [options.capture]))
    size = os.path.getsize(options.capture) / 1e6
    print(f"{os.path.basename(options.capture)}: {size:.0f} MB, {options.rounds} rounds")
    print(f"{'secrets':>8} {'CPU s':>8} {'wall s':>8} {'MiB':>6} {'leaks':>6} {'CPU ratio':>10} {'wall ratio':>10}")
    for count in counts:
        median = [statistics.median(run[i] for run in results[count]) for i in range(4)]
        ratios = [statistics.median(run[i] / none[i] for run, none in zip(results[count], results[counts[0]])) for i in (0, 1)]
        print(f"{count:8} {median[0]:8.2f} {median[1]:8.2f} {median[2]:6.0f} {median[3]:6.0f} {ratios[0]:10.2f} {ratios[1]:10.2f}")


main()
