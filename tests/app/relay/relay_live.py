#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test of telltale-relay between a phone and the internet, each a network namespace.
   relay_live.py TELLTALE_RELAY
Exit status 77 (skipped) without the right to make namespaces."""
import pathlib
import subprocess
import sys
import time

import lab as labs

MEGABYTES_20 = 20 << 20


def check(condition, what):
    if not condition:
        sys.exit("failed: " + what)
    print("ok: " + what, flush=True)


def client_randoms(path):
    return {line.split()[1] for line in path.read_text().splitlines() if line and line[0] != "#"}


def every_version_and_family(lab, relay, trust):
    for address in (labs.SERVER4, labs.SERVER6):
        for version in ("1.2", "1.3"):
            keys = lab.folder / f"keys-{version}-{len(address)}"
            seen = lab.phone("tls", address, "good.example", trust, "--version", version, "--alpn", "h2,http/1.1",
                             "--keys", keys, "--do", f"BOTH {MEGABYTES_20}")
            relay.event("accepted", host="good.example", tls_version="TLSv" + version, alpn="h2",
                        destination={"ip": address, "port": 443})
            check(seen["intact"] and seen["issuer"].startswith("Telltale on "), f"TLS {version} to {address}: 20 MiB both ways")
            check(seen["alpn"] == "h2", "... with the server's protocol, and the right destination")
            check(all(relay.key_for(random) for random in client_randoms(keys)), "... and its keys are handed out")
            for what in (f"UP {MEGABYTES_20}", f"DOWN {MEGABYTES_20}", "HALF 100000"):
                check(lab.phone("tls", address, "good.example", trust, "--version", version, "--do", what)["intact"],
                      f"TLS {version} to {address}: {what}")


def resident(relay):
    lines = pathlib.Path(f"/proc/{relay.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def slow_phone(lab, relay, trust):
    """64 MiB for a phone that reads nothing: they must not wait in the relay."""
    for host, root in (("good.example", trust), ("listed.example", lab.folder / "root.pem")):
        before = resident(relay)
        phone = lab.start(labs.PHONE, labs.HERE / "phone.py", "slow", labs.SERVER4, host, root, 64 << 20)
        assert phone.stdout.readline() == "asked\n"
        sizes = [resident(relay)]
        while len(sizes) < 4 or len(set(sizes[-4:])) > 1:  # until nothing moves any more
            time.sleep(0.2)
            sizes.append(resident(relay))
        check(max(sizes) - before < 8 << 10, f"what a slow phone does not read of {host} does not wait in the relay")
        check('"intact": true' in phone.communicate("go\n", timeout=120)[0], "... and comes when it reads")


def bad_servers(lab, relay, trust):
    for host, reason in (("expired.example", "certificate_expired"), ("selfsigned.example", "self_signed"),
                         ("wrong.example", "wrong_name"), ("private.example", "unknown_issuer")):
        for version in ("1.2", "1.3"):
            address = labs.SERVER4 if version == "1.2" else labs.SERVER6
            answer = lab.phone("tls", address, host, trust, "--version", version, check=False)
            check("alert handshake failure" in answer.get("error", ""), f"{host} over TLS {version} is refused to the phone")
            relay.event("upstream_failed", host=host, reason=reason)
    # An app that knows the private authority by itself gets through from the second connection on.
    seen = lab.phone("tls", labs.SERVER4, "private.example", lab.folder / "private.pem")
    check(seen["issuer"] == "Private root", "a server of a private authority is left to the phone")
    relay.event("passed_through", host="private.example", reason="private_authority")


def pinned_clients(lab, relay, trust):
    root = lab.folder / "root.pem"
    for version, address in (("1.2", labs.SERVER4), ("1.3", labs.SERVER6)):
        first = lab.phone("tls", address, "pinned.example", root, "--version", version, check=False)
        check("error" in first, f"a pinned client over TLS {version} refuses our certificate")
        relay.event("client_rejected_certificate", host="pinned.example", reason="unknown_ca")
        second = lab.phone("tls", address, "pinned.example", root, "--version", version, "--do", f"BOTH {1 << 20}")
        check(second["issuer"] == "Lab root" and second["intact"], "... and then sees the real server, untouched")
        relay.event("passed_through", host="pinned.example", reason="pinned")
    for version, address in (("1.2", labs.SERVER4), ("1.3", labs.SERVER6)):
        lab.phone("tls", address, "closer.example", trust, "--version", version, "--do", "CLOSE")
        # With a ticket still unread the phone's kernel makes a reset of its close.
        assert relay.event("client_rejected_certificate", host="closer.example")["reason"] in ("closed", "reset")
        second = lab.phone("tls", address, "closer.example", root, "--version", version)
        check(second["issuer"] == "Lab root", f"who closes after the certificate is let through next, TLS {version}")


def untouched(lab, relay):
    root = lab.folder / "root.pem"
    check(lab.phone("tls", labs.SERVER4, "listed.example", root)["issuer"] == "Lab root", "a listed host is passed through")
    relay.event("passed_through", host="listed.example", reason="never_list")
    check(lab.phone("tls", labs.ASKING, "mtls.example", root)["issuer"] == "Lab root",
          "a server that asks for the phone's certificate is passed through at once")
    relay.event("passed_through", host="mtls.example", reason="client_certificate")
    answer = lab.phone("plain", labs.SERVER6, "80", "--say", "GET / HTTP/1.1\\r\\n\\r\\n")
    check(answer["got"].endswith("plain"), "plain HTTP is passed through")
    relay.event("passed_through", reason="not_tls")
    check(lab.phone("plain", labs.SERVER4, "2525")["got"].startswith("220 "), "a server that speaks first is heard")
    relay.event("passed_through", reason="not_tls")
    lab.phone("refused", labs.SERVER4, "444")
    relay.event("upstream_failed", reason="connect_refused")


def strangers(lab):
    for space, port, source in ((labs.INTERNET, labs.RELAY_PORT, None), (labs.INTERNET, labs.PAGE_PORT, None),
                                (labs.PHONE, labs.RELAY_PORT, "10.42.0.9"), (labs.PHONE, labs.PAGE_PORT, "10.42.0.9"),
                                (labs.PHONE, labs.RELAY_PORT, None)):
        words = ["refused", "10.42.0.1", str(port)] + (["--from", source] if source else [])
        done = subprocess.run(labs.inside(space, sys.executable, labs.HERE / "phone.py", *words), capture_output=True, text=True)
        check('"refused": true' in done.stdout, f"{space} {source or ''} gets nothing from port {port}")


def confinement(relay):
    pids = [relay.process.pid]
    status = pathlib.Path(f"/proc/{pids[0]}/status").read_text()
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        check(int(facts[name], 16) == 0, f"{name} is empty")
    check(facts["NoNewPrivs"] == "1" and facts["Seccomp"] == "2", "no new rights, and a filter of system calls")
    check("0" not in facts["Uid"].split(), "it is not root")


def page(lab, relay):
    def curl(*words):
        return labs.run(*labs.inside(labs.PHONE, "curl", "-sS", *words)).stdout
    base = f"http://10.42.0.1:{labs.PAGE_PORT}"
    check("CN" not in curl(base + "/nothing") and "What it cannot do" in curl(base + "/"), "the page is there")
    out = lab.folder / "loaded.crt"
    headers = curl("-D", "-", "-o", out, base + "/telltale.crt")
    check("application/x-x509-ca-cert" in headers, "the certificate has its type")
    relay.event("certificate_fetched")
    text = labs.run("openssl", "x509", "-inform", "DER", "-in", out, "-noout", "-text").stdout
    check("CA:TRUE, pathlen:0" in text and "Telltale on " in text, "it is an authority of path length 0")
    trust = lab.folder / "trust.pem"
    trust.write_text(curl(base + "/telltale.pem"))
    check("PRIVATE" not in trust.read_text(), "no key is given")
    relay.event("certificate_fetched")
    return trust


def main(program):
    with labs.Lab() as lab:
        relay = lab.relay(program)
        check(relay.event("listening", reason="page")["destination"]["port"] == labs.PAGE_PORT, "it says where it listens")
        relay.event("certificate_authority", reason="made")
        trust = page(lab, relay)
        confinement(relay)
        every_version_and_family(lab, relay, trust)
        slow_phone(lab, relay, trust)
        bad_servers(lab, relay, trust)
        pinned_clients(lab, relay, trust)
        untouched(lab, relay)
        strangers(lab)
        mode = (relay.authority / "authority.pem").stat().st_mode & 0o777
        check(mode == 0o600 and relay.authority.stat().st_mode & 0o777 == 0o700, "the authority is for its owner alone")
        check(relay.stop() == 0, "it ends when its standard input closes")


main(sys.argv[1])
