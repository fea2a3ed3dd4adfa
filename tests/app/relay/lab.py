# SPDX-License-Identifier: GPL-3.0-or-later
"""A small lab for telltale-relay: a phone, the laptop between, and the internet, each a network
namespace; certificates of a lab root; and the relay itself with its events and key lines."""
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import pathlib
import threading
import time

SKIPPED = 77
PHONE, LAPTOP, INTERNET = "tr-phone", "tr-laptop", "tr-inet"
HERE = pathlib.Path(__file__).resolve().parent
RELAY_PORT, PAGE_PORT = 8443, 8080
ASKING, SERVER4, SERVER6 = "203.0.113.11", "203.0.113.10", "2001:db8:113::10"


def run(*words, **options):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{words}: {done.stderr}")
    return done


def inside(space, *words):
    return ["ip", "netns", "exec", space, *[str(w) for w in words]]


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIPPED)


def need_rights():
    if os.geteuid() != 0:
        skip("making network namespaces needs root")
    for tool in ("ip", "nft", "openssl", "curl"):
        if shutil.which(tool) is None:
            skip(f"{tool} is not installed")
    if subprocess.run(["ip", "netns", "add", LAPTOP], capture_output=True).returncode != 0:
        skip("network namespaces cannot be made here")


class Certificates:
    """A lab root and server certificates, good and bad."""

    def __init__(self, folder):
        self.folder = folder
        self.root = folder / "root.pem"
        self.make_root("root", "Lab root")
        self.make_root("private", "Private root")
        self.make("good", "root", "DNS:good.example,DNS:pinned.example,DNS:closer.example,DNS:listed.example,DNS:mtls.example")
        self.make("expired", "root", "DNS:expired.example", start="20200101000000Z", end="20200201000000Z")
        self.make("wrong", "root", "DNS:other.example")
        self.make("private-leaf", "private", "DNS:private.example")
        self.make_root("selfsigned", "selfsigned.example", "DNS:selfsigned.example")

    def key(self, name):
        return self.folder / f"{name}.key"

    def make_root(self, name, common, san=None):
        words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                 "-subj", f"/CN={common}", "-keyout", self.key(name), "-out", self.folder / f"{name}.pem"]
        run(*words, *(["-addext", f"subjectAltName={san}"] if san else []))

    def make(self, name, issuer, san, start=None, end=None):
        request, out = self.folder / f"{name}.csr", self.folder / f"{name}.pem"
        run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
            "-keyout", self.key(name), "-out", request)
        folder = self.folder / f"{name}.ca"
        folder.mkdir()
        (folder / "index.txt").touch()
        (folder / "ca.cnf").write_text(
            f"[ca]\ndefault_ca=lab\n[lab]\ndatabase={folder}/index.txt\nnew_certs_dir={folder}\nrand_serial=yes\n"
            "default_md=sha256\npolicy=any\ndefault_days=30\nx509_extensions=leaf\n[any]\ncommonName=supplied\n"
            f"[leaf]\nsubjectAltName={san}\nbasicConstraints=CA:FALSE\n")
        span = ["-startdate", start, "-enddate", end] if start else []
        run("openssl", "ca", "-batch", "-config", folder / "ca.cnf", "-cert", self.folder / f"{issuer}.pem",
            "-keyfile", self.key(issuer), "-in", request, "-out", out, "-notext", *span)


def build_network():
    for space in (PHONE, INTERNET):
        run("ip", "netns", "add", space)
    for space in (PHONE, LAPTOP, INTERNET):
        run(*inside(space, "ip", "link", "set", "lo", "up"))
    pairs = [(PHONE, "wlan0", "hs0", "10.42.0.2/24", "10.42.0.1/24", "fd42::2/64", "fd42::1/64"),
             (INTERNET, "eth0", "up0", "198.51.100.2/24", "198.51.100.1/24", "fd51::2/64", "fd51::1/64")]
    for space, there, here, there4, here4, there6, here6 in pairs:
        run("ip", "link", "add", here, "netns", LAPTOP, "type", "veth", "peer", "name", there, "netns", space)
        for where, link, four, six in ((space, there, there4, there6), (LAPTOP, here, here4, here6)):
            run(*inside(where, "ip", "addr", "add", four, "dev", link))
            run(*inside(where, "ip", "addr", "add", six, "dev", link, "nodad"))
            run(*inside(where, "ip", "link", "set", link, "up"))
    run(*inside(PHONE, "ip", "addr", "add", "10.42.0.9/24", "dev", "wlan0"))  # no station
    for family, router in (("-4", "10.42.0.1"), ("-6", "fd42::1")):
        run(*inside(PHONE, "ip", family, "route", "add", "default", "via", router))
    for family, router in (("-4", "198.51.100.1"), ("-6", "fd51::1")):
        run(*inside(INTERNET, "ip", family, "route", "add", "default", "via", router))
    for address in (SERVER4, ASKING):
        run(*inside(INTERNET, "ip", "addr", "add", address, "dev", "lo"))
    run(*inside(INTERNET, "ip", "addr", "add", SERVER6, "dev", "lo", "nodad"))
    run(*inside(LAPTOP, "ip", "route", "add", "203.0.113.0/24", "via", "198.51.100.2"))
    run(*inside(LAPTOP, "ip", "-6", "route", "add", "2001:db8:113::/64", "via", "fd51::2"))
    run(*inside(LAPTOP, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"))
    rules = f"""table inet lab {{ chain pre {{ type nat hook prerouting priority dstnat
        iifname hs0 ip daddr 203.0.113.0/24 tcp dport {{ 80, 443, 2525, 444 }} dnat ip to 10.42.0.1:{RELAY_PORT}
        iifname hs0 ip6 daddr 2001:db8:113::/64 tcp dport {{ 80, 443, 2525, 444 }} dnat ip6 to [fd42::1]:{RELAY_PORT}
    }}
}}
"""
    run(*inside(LAPTOP, "nft", "-f", "-"), input=rules)


def tear_down():
    for space in (PHONE, LAPTOP, INTERNET):
        subprocess.run(["ip", "netns", "del", space], capture_output=True)


class Relay:
    """The program in the laptop's namespace; its events and key lines as they come."""

    def __init__(self, program, folder, *further):
        self.authority = folder / "authority"
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            inside(LAPTOP, program, "--listen", f"10.42.0.1:{RELAY_PORT}", "--listen", f"[fd42::1]:{RELAY_PORT}",
                   "--page", f"10.42.0.1:{PAGE_PORT}", "--station", "10.42.0.2", "--station", "fd42::/64",
                   "--interface", "hs0", "--ca-dir", self.authority, "--upstream-ca", folder / "root.pem",
                   "--pass", "listed.example", "--events-fd", writing, *further),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[writing], text=True,
            # A confined process cannot be looked through for leaks.
            env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
        os.close(writing)
        self.events, self.keys, self.seen = queue.Queue(), [], []
        threading.Thread(target=self.read_events, args=[os.fdopen(reading)], daemon=True).start()
        threading.Thread(target=self.read_keys, daemon=True).start()

    def read_events(self, lines):
        for line in lines:
            self.events.put(json.loads(line))
        self.events.put(None)

    def read_keys(self):
        for line in self.process.stdout:
            self.keys.append(line)

    def event(self, kind, **facts):
        """The next event of this kind with these facts; others before it are passed over."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                event = self.events.get(timeout=0.5)
            except queue.Empty:
                continue
            if event is None:
                break
            self.seen.append(event)
            if event["event"] == kind and all(event[k] == v for k, v in facts.items()):
                return event
        sys.exit(f"no event {kind} {facts} came; the last were {self.seen[-6:]}")

    def key_for(self, random):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if any(line.split()[1:2] == [random] for line in self.keys):
                return True
            time.sleep(0.05)
        return False

    def stop(self):
        self.process.stdin.close()
        return self.process.wait(timeout=10)


class Lab:
    def __enter__(self):
        need_rights()
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.folder.chmod(0o755)
        self.processes = []
        try:
            build_network()
            self.certificates = Certificates(self.folder)
            server = self.start(INTERNET, HERE / "servers.py", self.folder)
            assert server.stdout.readline() == "ready\n", "the servers did not start"
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self, space, script, *words):
        process = subprocess.Popen(inside(space, sys.executable, script, *words), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        self.processes.append(process)
        return process

    def relay(self, program, *further):
        relay = Relay(program, self.folder, *further)
        self.processes.append(relay.process)
        return relay

    def phone(self, *words, check=True):
        """Runs phone.py in the phone's namespace; its last line is JSON."""
        done = subprocess.run(inside(PHONE, sys.executable, HERE / "phone.py", *words), capture_output=True, text=True,
                              timeout=120)
        if check and done.returncode != 0:
            sys.exit(f"phone {words}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"error": done.stderr}

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()
        tear_down()
        shutil.rmtree(self.folder)
