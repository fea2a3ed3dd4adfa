#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real telemetry clients in the phone lab: what each was given, what its server received, what is found.
   clients.py telltale-cli DIR [--only NAME,NAME] [--quick] [--keep]
Runs every client of clients/ twice inside the namespace "phone", once with secrets and once with events that say
nothing, records both with telltale-capture and holds what telltale-cli finds against the servers' own
log (tests/golden/client_truth.py). Recordings stay in DIR/secrets and DIR/noise. --quick: a few clients, without the second run, and only where npm has
fetched them before, for the test e2e_clients. --keep: the recordings become
tests/golden/clients, which the tests golden_clients and golden_clients_noise hold telltale-cli against where there
is no lab. Needs root, chromium,
node, npm, dnsmasq, certutil and ethtool; exit status 77 (skipped) without. The clients are fetched by npm
as clients/package-lock.json says; nothing of them is part of Telltale."""
import concurrent.futures
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
CLIENTS = HERE / "clients"
IN_PAGES = ["sa-image", "sa-ajax", "sa-beacon", "sa-batch", "sa-debug", "sa-aes", "sa-sm", "mixpanel-web", "mixpanel-web-base64",
            "mixpanel-web-get", "amplitude-web", "posthog-web", "posthog-web-plain", "sentry-web", "adjust-web", "clevertap-web",
            "datarangers-web", "countly-web", "aegis-web"]
IN_NODE = ["sa-node", "segment-node", "rudder-node", "snowplow-node", "snowplow-node-get", "bugsnag-node", "mixpanel-node",
           "posthog-node", "sentry-node", "countly-node", "countly-node-post", "amplitude-node", "disguises"]
QUICK = ["sa-image", "sa-beacon", "mixpanel-web", "clevertap-web", "datarangers-web", "sa-node", "sentry-node", "posthog-node"]
ENCRYPTED = ["sa-aes", "sa-sm"]  # no one but the collector can read what they send
# Some clients send their computer's name and the folders they lie in: these are the same on every computer.
AS_A_PHONE = 'hostname phone && mount --bind "$0" /srv && mount --bind "$1" /mnt && cd /srv && shift && exec "$@"'
PATIENCE = 600  # seconds; a run takes one minute on two idle cores
PROGRAMS = ("chromium", "node", "npm", "dnsmasq", "certutil", "ethtool", "ip")


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, **options)


def made_up(client, purpose, syllables=4, letters=("bdfgklmnprstvz", "aeiou")):
    """A word nobody else uses: the same for the same client in each run."""
    digest = hashlib.sha256(f"{client} {purpose}".encode()).digest()
    return "".join(letters[0][digest[2 * i] % len(letters[0])] + letters[1][digest[2 * i + 1] % len(letters[1])]
                   for i in range(syllables))


def secrets(client):
    cyrillic = ("бвгдзклмнпрст", "аеиоу")
    token = hashlib.sha256(client.encode()).hexdigest()
    return [
        {"kind": "word", "text": made_up(client, "word", 5)},
        {"kind": "phrase", "text": f"how to leave {made_up(client, 'phrase', 3)} quietly"},
        {"kind": "foreign", "text": f"клиника {made_up(client, 'foreign', 4, cyrillic)} köln"},
        {"kind": "address", "text": f"https://clinic.example.org/{made_up(client, 'path')}?case={token[:8]}&doctor={made_up(client, 'doctor')}"},
        {"kind": "email", "text": f"{made_up(client, 'name')}.{made_up(client, 'surname', 3)}@mail.example.org"},
        {"kind": "gaid", "text": str(uuid.UUID(token[8:40], version=4))},
    ]


def plan(noise, only):
    def one(name):
        declared = secrets(name)
        client = {"name": name, "declared": declared,
                  "secrets": [{"kind": "neutral", "text": str(i)} for i in range(6)] if noise else declared}
        if name in IN_PAGES:
            client["page"] = f"https://shop.example.org/{made_up(name, 'page')}?item={hashlib.sha256(name.encode()).hexdigest()[40:50]}&view=list"
        if name == "disguises":
            client["expect"] = "disguised"
        if name in ENCRYPTED:
            client["expect"] = "encrypted"
        return client
    return {"clients": [one(name) for name in IN_PAGES + IN_NODE if not only or name in only]}


def trust(lab):
    store = lab / "home/.pki/nssdb"
    store.mkdir(parents=True)
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{store}", "-t", "C,,", "-n", "lab", "-i", lab / "root.pem")


def in_phone(lab, *words):
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": "/mnt/root.pem", "HOME": "/mnt/home"}
    try:
        ended = subprocess.run(["ip", "netns", "exec", "phone", "unshare", "--uts", "--mount", "sh", "-c", AS_A_PHONE, CLIENTS,
                                lab, *words],
                               env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"{' '.join(words)}: not done in {PATIENCE} s"
    # What an SDK says to itself on standard error is not ours to judge.
    return f"{' '.join(words)}: {ended.stderr.strip()[-400:]}" if ended.returncode != 0 else None


def drive(lab, wanted):
    """Runs all clients and says what went wrong with which."""
    node = ["node", "--tls-keylog=/mnt/phone.keys", "node_client.mjs", "/mnt"]
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(in_phone, lab, "node", "browser.mjs", "/mnt")] if any(c.get("page") for c in wanted) else []
        waiting += [pool.submit(in_phone, lab, *node, c["name"]) for c in wanted if not c.get("page")]
        return [problem for problem in (each.result() for each in waiting) if problem]


def record(cli, lab, wanted):
    """One run of the lab: DIR/capture.pcapng, phone.keys, plan.json and truth.ndjson."""
    shutil.rmtree(lab, ignore_errors=True)
    lab.mkdir(parents=True)
    os.chmod(lab, 0o755)
    environment = {**os.environ, "LAB_HOSTS": str(CLIENTS / "hosts")}
    (lab / "plan.json").write_text(json.dumps(wanted, indent=1, ensure_ascii=False) + "\n")
    try:
        run(HERE / "lab.sh", "up", lab, env=environment)
        trust(lab)
        with open(lab / "capture.pcapng", "wb") as out:
            capture = subprocess.Popen([pathlib.Path(cli).with_name("telltale-capture"), "-i", "hs0"], stdin=subprocess.PIPE,
                                       stdout=out, stderr=subprocess.DEVNULL)
            while not (lab / "capture.pcapng").stat().st_size and capture.poll() is None:
                time.sleep(0.05)
            try:
                problems = drive(lab, wanted["clients"])
            finally:
                capture.send_signal(signal.SIGINT)
                capture.wait(timeout=30)
    finally:
        run(HERE / "lab.sh", "down", lab)
    return problems


def fetched():
    done = CLIENTS / "node_modules/.package-lock.json"
    return done.exists() and done.stat().st_mtime >= (CLIENTS / "package-lock.json").stat().st_mtime


def fetch_clients():
    """As the lock file says; the programs that packages would run while they install are not run."""
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=CLIENTS, capture_output=True)
    return done.returncode == 0


def keep(lab, golden):
    """The recording with its keys inside, and the truth."""
    golden.mkdir(parents=True, exist_ok=True)
    (lab / "marks.json").write_text("[]\n")
    shutil.copyfile(lab / "capture.pcapng", lab / "raw.pcapng")
    run(sys.executable, HERE / "make_demo.py", lab, golden / "capture.pcapng")
    shutil.copyfile(lab / "plan.json", golden / "plan.json")
    (golden / "truth.ndjson.gz").write_bytes(gzip.compress((lab / "truth.ndjson").read_bytes(), 9, mtime=0))


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def main():
    cli, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    quick = "--quick" in sys.argv
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else QUICK if quick else None
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if os.geteuid() != 0:
        skip("the phone lab makes network namespaces, which needs root")
    if missing:
        skip(f"the phone lab needs {', '.join(missing)} (Debian: chromium nodejs npm dnsmasq libnss3-tools ethtool iproute2)")
    if subprocess.run(["ip", "link", "show", "hs0"], capture_output=True).returncode == 0:
        skip("another phone lab is up (interface hs0)")
    if not fetched():
        if quick:
            skip("the clients were not fetched; run tests/e2e/clients.py once without --quick, or npm ci in tests/e2e/clients")
        if not fetch_clients():
            skip("npm cannot fetch the clients of tests/e2e/clients")
    problems = []
    for name, noise in (("secrets", False),) if quick else (("secrets", False), ("noise", True)):
        problems += record(cli, folder / name, plan(noise, only))
        words = [sys.executable, HERE.parent / "golden/client_truth.py", cli, folder / name] + (["--noise"] if noise else [])
        if subprocess.run(words).returncode != 0:
            problems.append(f"{name}: not all as sent")
    if "--keep" in sys.argv and not problems:
        for name in ("secrets", "noise"):
            keep(folder / name, HERE.parent / "golden/clients" / name)
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
