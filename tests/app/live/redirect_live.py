#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: telltale-capture redirects the chosen station and nobody else, over IPv4 and IPv6, and
however it ends the redirection ends with it.
   redirect_live.py TELLTALE_CLI      (telltale-capture stands beside it)
Exit status 77 (skipped) without the right to make namespaces."""
import ipaddress
import json
import os
import pathlib
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

from namespaces import (BRIDGE, LAPTOP4, LAPTOP6, Network, OTHER4, OTHER6, PHONE4, PHONE6, PHONE_MAC, SERVER4, SERVER6,
                        family_of)

PATIENCE = 20  # seconds; only so that a failure ends
SO_ORIGINAL_DST = 80
RELAY_PORT = 8443
KILLS = int(os.environ.get("TELLTALE_KILLS", "4"))

program = str(pathlib.Path(sys.argv[1]).resolve().parent / "telltale-capture")
net = Network("nft")
REDIRECT = ["-i", BRIDGE, "--redirect", f"{LAPTOP4}:{RELAY_PORT}", "--redirect", f"[{LAPTOP6}]:{RELAY_PORT}",
            "--station", PHONE4, "--station", PHONE6, "--refuse-quic"]


def listen(where, address, port, answer):
    listener = net.socket(where, family_of(address), socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(64)

    def serve():
        while True:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(answer(connection).encode())

    threading.Thread(target=serve, daemon=True).start()


def original_destination(connection):
    if connection.family == socket.AF_INET:
        port, address = struct.unpack("!2xH4s8x", connection.getsockopt(socket.SOL_IP, SO_ORIGINAL_DST, 16))
    else:
        raw = connection.getsockopt(socket.IPPROTO_IPV6, SO_ORIGINAL_DST, 28)
        port, address = struct.unpack("!2xH4x16s4x", raw)
    return f"relay {ipaddress.ip_address(address)} {port}"


def ask(where, address, port=443, patience=PATIENCE):
    """What the one that answers there says; an exception where nobody does."""
    with net.socket(where, family_of(address), socket.SOCK_STREAM) as connection:
        connection.settimeout(patience)
        connection.connect((address, port))
        return connection.makefile().read()


def stirs(where, address):
    """Makes a packet; what answers may go with the redirection in the middle of it."""
    try:
        ask(where, address, patience=1)
    except OSError:
        pass
    return True


def refused(where, address, port, kind, patience=PATIENCE):
    with net.socket(where, family_of(address), kind) as connection:
        connection.settimeout(patience)
        try:
            connection.connect((address, port))
            connection.send(b"x")
            connection.recv(10)
        except ConnectionRefusedError:
            return True
        except TimeoutError:
            return False
        return False


def unanswered(where, address, port):
    try:
        ask(where, address, port, patience=0.7)
        return False
    except TimeoutError:
        return True


class Helper:
    """A running telltale-capture that has written its first octets."""

    def __init__(self, *arguments, wait=True):
        self.process = subprocess.Popen(net.command("laptop", program, *arguments), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.pid = self.process.pid
        self.data = b""
        if wait and not self.process.stdout.read(1):
            sys.exit("telltale-capture ended: " + self.process.stderr.read().decode())
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while chunk := self.process.stdout.read1(65536):
            self.data += chunk

    def say(self, line):
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def end(self):
        """Closes its input; its exit status and what it said."""
        if not self.process.stdin.closed:
            self.process.stdin.close()
        return self.process.wait(PATIENCE), self.process.stderr.read().decode()


def tables():
    return net.run("laptop", "nft", "list", "tables")


def wait_until(what, condition):
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > PATIENCE:
            sys.exit(what + " did not happen")
        time.sleep(0.005)
    return time.monotonic() - begin


def gone():
    return wait_until("the table's removal", lambda: "telltale" not in tables())


def outcome(*arguments):
    done = subprocess.run(net.command("laptop", program, *arguments), stdin=subprocess.PIPE, capture_output=True,
                          text=True, timeout=PATIENCE)
    return done.returncode, done.stderr


def status_of(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def check_who_is_redirected():
    helper = Helper(*REDIRECT)
    assert ask("phone", SERVER4) == f"relay {SERVER4} 443", ask("phone", SERVER4)
    assert ask("phone", SERVER6) == f"relay {SERVER6} 443"
    assert ask("other", SERVER4) == "server" and ask("other", SERVER6) == "server"
    assert ask("phone", SERVER4, 80) == "server", "only the chosen ports go to the relay"
    assert ask("phone", LAPTOP4) == "laptop", "what is meant for the laptop itself is left alone"
    assert refused("phone", SERVER4, 443, socket.SOCK_DGRAM) and refused("phone", SERVER6, 443, socket.SOCK_DGRAM)
    assert not refused("other", SERVER4, 443, socket.SOCK_DGRAM), "QUIC of others is left alone"
    assert unanswered("other", LAPTOP4, RELAY_PORT), "another station reached the relay"
    assert unanswered("internet", LAPTOP4, RELAY_PORT), "a stranger reached the relay"
    assert unanswered("internet", LAPTOP6, RELAY_PORT), "a stranger reached the relay over IPv6"
    status, said = helper.end()
    assert (status, said) == (0, ""), (status, said)
    assert "telltale" not in tables()
    assert ask("phone", SERVER4) == "server"


def check_one_family():
    helper = Helper("-i", BRIDGE, "--redirect", f"{LAPTOP4}:{RELAY_PORT}", "--station", PHONE_MAC)
    assert ask("phone", SERVER4) == f"relay {SERVER4} 443"
    assert refused("phone", SERVER6, 443, socket.SOCK_STREAM), "IPv6 went past the relay"
    assert ask("other", SERVER6) == "server"
    assert not refused("phone", SERVER4, 443, socket.SOCK_DGRAM), "QUIC was to be left alone"
    helper.end()


def check_everybody_and_ports():
    helper = Helper("-i", BRIDGE, "--redirect", f"{LAPTOP4}:{RELAY_PORT}", "--ports", "443,80")
    for station in ("phone", "other"):
        assert ask(station, SERVER4, 80) == f"relay {SERVER4} 80" and ask(station, SERVER4).startswith("relay")
    helper.end()


def check_confinement():
    helper = Helper(*REDIRECT)
    status = status_of(helper.pid)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[name], 16) == 0, (name, status[name])
    assert status["Seccomp"] == "2" and status["NoNewPrivs"] == "1", status
    assert "0" not in status["Uid"].split(), "it stayed root: " + status["Uid"]
    rules = json.loads(net.run("laptop", program, "--rules"))["nftables"]
    assert not any("telltale" in json.dumps(item) for item in rules), "a table of our own is no firewall"
    net.run("laptop", "nft", "add", "table", "ip", "somebody")
    assert "somebody" in net.run("laptop", program, "--rules")
    net.run("laptop", "nft", "delete", "table", "ip", "somebody")
    attempt = subprocess.run(net.command("laptop", "nft", "delete", "table", "inet", "telltale"), capture_output=True)
    assert attempt.returncode != 0, "the table belongs to nobody"
    net.run("laptop", "nft", "flush", "ruleset")
    assert "telltale" in tables(), "a firewall that starts again took the table"
    helper.end()


def check_control():
    helper = Helper("-i", BRIDGE, "--station", PHONE4)
    ask("other", SERVER4)
    ask("phone", SERVER4)
    phone, other = socket.inet_aton(PHONE4), socket.inet_aton(OTHER4)
    wait_until("a packet of the phone", lambda: phone in helper.data)
    assert other not in helper.data, "the filter is that of the station"
    helper.say(f"filter ip host {OTHER4}")
    helper.say("filter port of call")
    helper.say("filter host name.example")
    helper.say("nonsense")
    helper.say("x" * 20000)
    wait_until("a packet of the other", lambda: ask("other", SERVER4) and other in helper.data)
    helper.say("statistics")
    before = len(helper.data)
    interface_statistics = b"\x05\x00\x00\x00"
    wait_until("the counts", lambda: interface_statistics in helper.data[before - 4:] or
               (helper.say("statistics") and False))
    helper.say("stop")
    assert helper.process.wait(PATIENCE) == 0
    said = helper.process.stderr.read().decode()
    for words in ("port of call", "name.example", '"nonsense"', "too long"):
        assert words in said, (words, said)


def check_redirection_ends_alone():
    helper = Helper(*REDIRECT)
    assert ask("phone", SERVER4).startswith("relay")
    helper.say("redirect off")
    longest = gone()
    assert ask("phone", SERVER4) == "server" and ask("phone", SERVER6) == "server"
    assert not refused("phone", SERVER4, 443, socket.SOCK_DGRAM, patience=1), "QUIC is still refused"
    wait_until("the mark", lambda: b"telltale:interception=off" in helper.data)
    before = len(helper.data)
    ask("phone", SERVER4)
    phone = socket.inet_aton(PHONE4)
    wait_until("a packet after the redirection", lambda: phone in helper.data[before:])
    helper.say("redirect off")
    status, said = helper.end()
    assert status == 0 and said.count("There is no redirection to end.") == 1, (status, said)
    assert helper.data.count(b"telltale:interception=off") == 1
    return max(longest, redirection_ends_while_nobody_reads())


def fill_output(process):
    process.stdout.read(1)
    with net.socket("phone", socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(400):
            sender.sendto(bytes(1400), (SERVER4, 9))


def redirection_ends_while_nobody_reads():
    process = subprocess.Popen(net.command("laptop", program, *REDIRECT, "-f", ""), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    fill_output(process)
    process.stdin.write(b"redirect off\n")
    process.stdin.flush()
    longest = gone()
    assert process.poll() is None and ask("phone", SERVER4) == "server"
    reader = threading.Thread(target=lambda: seen.append(process.stdout.read()))
    seen = []
    reader.start()
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
    reader.join()
    assert b"telltale:interception=off" in seen[0], "who reads again is told"
    return longest


def check_two_and_left_overs():
    first = Helper(*REDIRECT)
    second = Helper("-i", "up0", "--redirect", "198.51.100.1:8443")
    assert "table inet telltale\n" in tables() and "table inet telltale-up0\n" in tables(), tables()
    status, said = outcome("-i", "up0", "--redirect", "198.51.100.1:8443")
    assert status == 4 and "telltale-up0" in said and str(second.pid) in said, (status, said)
    # The first one's rules have the short name; its interface is taken all the same.
    before = tables()
    status, said = outcome(*REDIRECT)
    assert status == 4 and said.count("\n") == 1, (status, said)
    assert f"{BRIDGE} is redirected already" in said and str(first.pid) in said and "End that process" in said, said
    assert tables() == before and ask("phone", SERVER4).startswith("relay"), "the second disturbed the first"
    first.end()
    assert "telltale-up0" in tables()
    second.end()
    net.run("laptop", "nft", "add", "table", "inet", "telltale")
    status, said = outcome(*REDIRECT)
    assert status == 4 and "sudo nft delete table inet telltale" in said, (status, said)
    net.run("laptop", "nft", "delete", "table", "inet", "telltale")
    net.run("laptop", "nft", "add", "table", "inet", "telltale-old")
    helper = Helper(*REDIRECT)
    status, said = helper.end()
    assert status == 0 and "sudo nft delete table inet telltale-old" in said, (status, said)
    net.run("laptop", "nft", "delete", "table", "inet", "telltale-old")


def check_other_ends():
    for number in (signal.SIGTERM, signal.SIGINT):
        helper = Helper(*REDIRECT)
        helper.process.send_signal(number)
        assert helper.process.wait(PATIENCE) == 0 and "telltale" not in tables()
    helper = Helper(*REDIRECT)
    os.kill(helper.pid, signal.SIGUSR1)  # what the kernel sends at the parent's end; the parent is here
    assert ask("phone", SERVER4).startswith("relay")
    helper.end()
    net.ip("laptop", "link", "add", "going0", "type", "veth", "peer", "name", "going1")
    net.ip("laptop", "link", "set", "going0", "up")
    helper = Helper("-i", "going0", "--redirect", "10.9.0.1:8443")
    net.ip("laptop", "link", "set", "going0", "down")  # as at a hotspot's pause: it goes on
    net.ip("laptop", "link", "set", "going0", "up")
    helper.say("statistics")
    helper.say("?")
    assert helper.process.stderr.readline() and "telltale" in tables()
    net.ip("laptop", "link", "del", "going0")
    status = helper.process.wait(PATIENCE)
    said = helper.process.stderr.read().decode()
    assert status == 4 and "going0" in said and "disappeared" in said, (status, said)
    assert "telltale" not in tables()
    reader = subprocess.Popen(net.command("laptop", program, *REDIRECT), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader.stdout.read(1)
    reader.stdout.close()
    wait_until("the end without a reader", lambda: stirs("phone", SERVER4) and reader.poll() is not None)
    assert reader.returncode == 0 and "telltale" not in tables()
    reader.stdin.close()


def check_killed():
    longest = 0.0
    for turn in range(KILLS):
        helper = Helper(*REDIRECT, wait=turn % 4 != 3)  # every fourth while it starts
        time.sleep(random.uniform(0, 0.03))  # any moment
        helper.process.kill()
        helper.process.wait()
        longest = max(longest, gone())
        assert ask("phone", SERVER4) == "server" and ask("phone", SERVER6) == "server"
    return longest


def check_parent_killed():
    longest = 0.0
    for _ in range(KILLS):
        reading, writing = os.pipe()  # the writing end stays open here: only the parent's end can tell it
        command = " ".join([program, *(f"'{a}'" for a in REDIRECT)])
        parent = subprocess.Popen(net.command("laptop", "sh", "-c", f"exec 3<&0; {command} <&3 >/dev/null & echo $!; wait"),
                                  stdin=reading, stdout=subprocess.PIPE, text=True)
        child = int(parent.stdout.readline())
        wait_until("the redirection", lambda: "telltale" in tables())
        wait_until("the confinement", lambda: status_of(child)["Seccomp"] == "2")
        time.sleep(random.uniform(0, 0.03))
        parent.kill()
        parent.wait()
        longest = max(longest, gone())
        wait_until("the helper's end", lambda: not pathlib.Path(f"/proc/{child}").exists())
        assert ask("phone", SERVER4) == "server"
        os.close(reading)
        os.close(writing)
    return longest


def check_input_closed_while_nobody_reads():
    """Its output is full and its reader stands still; it must end all the same."""
    process = subprocess.Popen(net.command("laptop", program, *REDIRECT, "-f", ""), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    fill_output(process)
    process.stdin.close()
    longest = gone()
    process.wait(PATIENCE)
    return longest


def main():
    listen("laptop", LAPTOP4, RELAY_PORT, original_destination)
    listen("laptop", LAPTOP6, RELAY_PORT, original_destination)
    listen("laptop", LAPTOP4, 443, lambda _: "laptop")
    for port in (443, 80):
        listen("internet", SERVER4, port, lambda _: "server")
        listen("internet", SERVER6, port, lambda _: "server")
    for address in (SERVER4, SERVER6):  # somebody who takes datagrams and does not answer
        sink = net.socket("internet", family_of(address), socket.SOCK_DGRAM)
        sink.bind((address, 443))
        globals().setdefault("sinks", []).append(sink)
    assert ask("phone", SERVER4) == "server" and ask("phone", SERVER6) == "server"
    check_who_is_redirected()
    check_one_family()
    check_everybody_and_ports()
    check_confinement()
    check_control()
    print(f"ended alone: the table was gone after at most {check_redirection_ends_alone() * 1000:.0f} ms")
    check_two_and_left_overs()
    check_other_ends()
    print(f"killed {KILLS} times: the table was gone after at most {check_killed() * 1000:.0f} ms")
    print(f"parent killed {KILLS} times: after at most {check_parent_killed() * 1000:.0f} ms")
    print(f"input closed while nobody read: after {check_input_closed_while_nobody_reads() * 1000:.0f} ms")


main()
