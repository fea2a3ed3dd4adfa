#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: watching what PCAPdroid sends from a phone. This script is the phone: every trap of its formats and of its
three ways to send them, and what is true of each. The session that was recorded meanwhile must say the same.
   pcapdroid_live.py TELLTALE_CLI [NAME...]"""
import os
import pathlib
import socket
import subprocess
import sys
import tempfile

from live_watch import LOCAL, Watch, differences, free_port, http_phone
from phone_capture import (VECTOR, Packet, Truth, app, conversation, interface, keys, packet_block, pcap_header,
                           pcap_record, section, swapped, tls_conversation)

certificates = tempfile.TemporaryDirectory()
folder = pathlib.Path(certificates.name)
cli = pathlib.Path(sys.argv[1]).resolve()
table = []
FAR = "203.0.113.9"  # an address of the internet (RFC 5737)


class Scenario:
    """What is sent, and what is true of it."""

    def __init__(self):
        self.truth, self.packets, self.odd = [], 0, set()

    def is_true(self, host, package="", name="", **more):
        self.truth.append(Truth(host, package, name, **more))

    def count(self, packets):
        self.packets += len(packets)
        return packets


def ports(first=[40000]):
    first[0] += 1
    return first[0]


# UDP: each takes the function that sends a datagram

def late_without_header(s, send):
    """Whoever listens late got no header: trailers say that it is Ethernet."""
    for p in s.count(conversation(ports(), "late.example", 10123, "Mi Browser")):
        send(pcap_record(p))
    s.is_true("late.example", name="Mi Browser")


def late_raw(s, send):
    """No header and no trailers: raw IP, and nobody knows the app."""
    for p in s.count(conversation(ports(), "raw.example", 10123)):
        send(pcap_record(p, extended=False))
    s.is_true("raw.example", known=False)


def restart(s, send):
    """A second header is a restart: of another link type, and of the other format."""
    send(pcap_header())
    for p in s.count(conversation(ports(), "one.example", 10123, "Mi Browser")):
        send(pcap_record(p))
    send(pcap_header(extended=False))
    for p in s.count(conversation(ports(), "two.example", 10123)):
        send(pcap_record(p, extended=False))
    send(section() + interface())
    send(app(10125, "com.example.news", "News"))
    for p in s.count(conversation(ports(), "three.example", 10125)):
        send(packet_block(p))
    send(pcap_header())
    for p in s.count(conversation(ports(), "four.example", 10124, "Shop")):
        send(pcap_record(p))
    s.is_true("one.example", name="Mi Browser")
    s.is_true("two.example", known=False)
    s.is_true("three.example", "com.example.news", "News")
    s.is_true("four.example", name="Shop")


def restart_within(s, send):
    """The phone begins anew while a connection is open."""
    packets = s.count(conversation(ports(), "within.example", 10123, "Mi Browser"))
    send(pcap_header())
    for p in packets[:3]:
        send(pcap_record(p))
    send(pcap_header())
    send(pcap_header())  # and the header comes twice
    for p in packets[3:]:
        send(pcap_record(p))
    s.is_true("within.example", name="Mi Browser", size=2)


def lost_and_doubled(s, send):
    """Datagrams get lost, come twice and in another order."""
    send(pcap_header())
    lost = conversation(ports(), "lost.example", 10123, "Mi Browser", body=b"x" * 4000, pieces=8)
    for p in s.count(lost[2:5] + lost[6:]):  # the handshake, and a piece of the answer
        send(pcap_record(p))
    for p in s.count([q for p in conversation(ports(), "doubled.example", 10124, "Shop", body=b"y" * 300, pieces=3)
                      for q in (p, p)]):
        send(pcap_record(p))
    for seed in range(6):
        host = f"order{seed}.example"
        packets = conversation(ports(), host, 10125, "News", body=b"z" * 900, pieces=9)
        for p in s.count(packets[:3] + swapped(packets[3:-2], seed) + packets[-2:]):
            send(pcap_record(p))
        s.is_true(host, name="News", size=900)
    s.is_true("lost.example", name="Mi Browser")
    s.is_true("doubled.example", name="Shop", size=300)
    s.odd |= {"tcp.gap"}


def header_overtaken(s, send):
    """The header comes behind the first records."""
    packets = s.count(conversation(ports(), "overtaken.example", 10123, "Mi Browser"))
    send(pcap_record(packets[0]))
    send(pcap_header())
    for p in packets[1:]:
        send(pcap_record(p))
    blocks = s.count(conversation(ports(), "blocks.example", 10125))
    send(packet_block(blocks[0]))
    send(section() + interface())
    for p in blocks[1:-1]:
        send(packet_block(p))
    send(app(10125, "com.example.news", "News"))  # overtaken too
    send(packet_block(blocks[-1]))
    s.is_true("overtaken.example", name="Mi Browser")
    s.is_true("blocks.example", "com.example.news", "News")


def late_blocks(s, send):
    """pcapng without its preamble: the map of user ids is lost as well; several interfaces as root."""
    send(packet_block(Packet(conversation(ports(), "x.example", 10126)[0].octets, 10126), number=2, flags=2))
    s.packets += 1
    for p in s.count(conversation(ports(), "unmapped.example", 10126)):
        send(packet_block(p, number=2, flags=1, ends=False))
    send(interface("rmnet0"))
    for p in s.count(conversation(ports(), "mapped.example", 10127)):
        if p.octets[33] & 2 and not p.octets[33] & 16:
            send(app(10127, "com.example.map", "Map"))
        send(packet_block(p, number=3, flags=2))
    s.is_true("unmapped.example", known=False)
    s.is_true("mapped.example", "com.example.map", "Map")


def snap_length(s, send):
    """A frame that has no room for its trailer is written bare, though the file says Ethernet; longer ones are cut."""
    send(pcap_header(snaplen=400))
    for size in range(300, 345):
        port, host = ports(), f"snap{size}.example"
        for p in s.count(conversation(port, host, 10123, "Mi Browser", body=b"s" * size)):
            send(pcap_record(p, snaplen=400))
        s.is_true(host, name="Mi Browser", status=200, size=size if len(str(size)) + 58 + size <= 400 else None)
    s.odd |= {"tcp.gap", "net.truncated"}


def bare_first(s, send):
    """The very first frame is bare."""
    send(pcap_header(snaplen=60))
    for p in s.count(conversation(ports(), "bare.example", 10123, "Mi Browser", body=b"")):
        send(pcap_record(p, snaplen=120))
    s.is_true("bare.example", name="Mi Browser")


def padding_and_labels(s, send):
    """Every padding; labels that are cut, within a character too; no label; IPv6; a user id that is not known."""
    send(pcap_header())
    for size in range(8):
        host = f"pad{size}.example"
        for p in s.count(conversation(ports(), host, 10200, "Pad", body=b"p" * size, six=size > 3)):
            send(pcap_record(p))
        s.is_true(host, name="Pad", size=size)
    for uid, label, shown in ((10201, "Exactly19Characters", "Exactly19Characters…"), (10202, "Eighteen Character", None),
                              (10203, "ZeichenMitUmlaute ä!", "ZeichenMitUmlaute …"), (10204, "小米浏览器国际版", "小米浏览器国…"),
                              (10205, "\u202eevil\"\\<b>", None)):
        host = f"label{uid}.example"
        for p in s.count(conversation(ports(), host, uid, label)):
            send(pcap_record(p))
        s.is_true(host, name=shown or label)
    for host, uid, label in (("nobody.example", -1, ""), ("nameless.example", 10206, "")):
        for p in s.count(conversation(ports(), host, uid, label)):
            send(pcap_record(p))
        s.is_true(host, known=False)
    mixed = conversation(ports(), "later.example", -1, "")
    for p in mixed[3:]:
        p.uid, p.label = 10123, "Mi Browser"  # the phone found out meanwhile
    for p in s.count(mixed):
        send(pcap_record(p))
    s.is_true("later.example", name="Mi Browser")


def port_used_again(s, send):
    """The same ends, one after the other, of two apps."""
    send(pcap_header())
    port = ports()
    for host, uid, label in (("first.example", 10123, "Mi Browser"), ("second.example", 10124, "Shop")):
        for p in s.count(conversation(port, host, uid, label)):
            send(pcap_record(p))
        s.is_true(host, name=label)


def shared_id(s, send):
    """Several packages of one user id are named as that."""
    send(section() + interface())
    for package, label in (("com.example.a", "A"), ("com.example.b", "B")):
        send(app(10130, package, label))
    send(app(10131, "com.example.sole", "Sole") + app(10131, "com.example.sole", "Sole"))
    for host, uid in (("shared.example", 10130), ("sole.example", 10131)):
        for p in s.count(conversation(ports(), host, uid)):
            send(packet_block(p))
    s.is_true("shared.example", name="shared by com.example.a, com.example.b")
    s.is_true("sole.example", "com.example.sole", "Sole")


def keys_before_and_behind(s, send):
    """Keys stand before the packets that need them, come behind them, or are lost with the preamble."""
    for place in ("lost", "before", "behind"):
        packets, log = tls_conversation(ports(), f"{place}.example", 10140, folder)
        if packets is None:
            print("keys_before_and_behind: skipped, there is no openssl to make a certificate")
            return
        if place == "before":
            send(section() + interface() + app(10140, "com.example.tls", "Tls"))
            send(keys(log))
        for p in s.count(packets):
            send(packet_block(p))
        if place == "behind":
            send(keys(log))
        if place != "lost":
            s.is_true(f"{place}.example", "com.example.tls", "Tls", size=2)


def noise(s, send):
    """What is no part of a capture, and what another sends."""
    send(pcap_header())
    packets = s.count(conversation(ports(), "noise.example", 10123, "Mi Browser"))
    for p in packets[:4]:
        send(pcap_record(p))
    send(bytes(60000))
    send(pcap_record(packets[4])[:-3])
    send(VECTOR)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.9", 0))
        other.sendto(pcap_header(extended=False), send.address)
    for p in packets[4:]:
        send(pcap_record(p))
    s.is_true("noise.example", name="Mi Browser")
    s.odd |= {"capture.odd_datagram", "capture.other_sender"}


def run(name, watch, scenario):
    watch.has_hosts(t.host for t in scenario.truth if t.status)
    live, again = watch.end()
    wrong = differences(scenario.truth, scenario.packets, scenario.odd, live, again)
    right = sum(t.known for t in scenario.truth)
    table.append((name, scenario.packets, live[-1]["packets"], len(scenario.truth), right, wrong))


def udp(build):
    scenario, port = Scenario(), free_port(socket.SOCK_DGRAM)
    with Watch(cli, "--pcapdroid-udp", f"{LOCAL}:{port}") as watch:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
            phone.bind((LOCAL, 0))
            phone.connect((LOCAL, port))

            def send(datagram):
                phone.send(datagram)
            send.address = (LOCAL, port)
            build(scenario, send)
        run("udp " + build.__name__, watch, scenario)


# TCP and HTTP: captures as streams

def capture_with_trailers(s, host, uid, label):
    packets = s.count(conversation(ports(), host, uid, label, body=b"t" * 5000, pieces=5))
    s.is_true(host, name=label, size=5000)
    return pcap_header() + b"".join(pcap_record(p) for p in packets)


def capture_in_blocks(s, host, uid, package, label, mapped=True):
    packets = s.count(conversation(ports(), host, uid, body=b"b" * 5000, pieces=5))
    s.is_true(host, package, label, size=5000)
    return section() + interface() + (app(uid, package, label) if mapped else b"") + b"".join(map(packet_block, packets))


def tcp():
    """A stream that is cut within a record, one in small pieces of the other format, a dial without a word, a phone that
    dials again without having hung up, and one that ends by the user."""
    s, port = Scenario(), free_port(socket.SOCK_STREAM)
    with Watch(cli, "--pcapdroid-tcp", f"{LOCAL}:{port}") as watch:
        def dial():
            return socket.create_connection((LOCAL, port))
        with dial() as phone:
            extra = pcap_record(conversation(ports(), "never.example", 10123, "Mi Browser")[0])
            phone.sendall(capture_with_trailers(s, "cut.example", 10123, "Mi Browser") + extra[:-7])
        dial().close()
        with dial() as phone:
            phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = capture_in_blocks(s, "pieces.example", 10125, "com.example.news", "News")
            for at in range(0, len(stream), 41):
                phone.sendall(stream[at:at + 41])
        lost = dial()
        lost.sendall(capture_with_trailers(s, "hangs.example", 10124, "Shop"))
        watch.has_hosts(["hangs.example"])
        with dial() as phone:
            # Its map went to the earlier connection: what is known stays known.
            phone.sendall(capture_in_blocks(s, "again.example", 10125, "com.example.news", "News", mapped=False))
            watch.has_hosts(["again.example"])
            phone.sendall(extra[:-7])
            s.odd |= {"capture.stream_cut"}
            run("tcp streams", watch, s)
        lost.close()


def http():
    """The redirection, chunks that end anywhere, a capture that ends and is asked for again, in the other format."""
    s, phone = Scenario(), http_phone()
    stream = capture_with_trailers(s, "chunks.example", 10123, "Mi Browser")
    phone.captures.put(("application/vnd.tcpdump.pcap", [stream[at:at + 333] for at in range(0, len(stream), 333)]))
    with Watch(cli, "--pcapdroid-http", f"{LOCAL}:{phone.server_address[1]}") as watch:
        watch.has_hosts(["chunks.example"])
        stream = capture_in_blocks(s, "asked.example", 10125, "com.example.news", "News")
        phone.captures.put(("application/x-pcapng", [stream]))
        watch.has_hosts(["asked.example"])
        run("http server", watch, s)
    phone.shutdown()


def vector():
    """The vector of the format's description, octet by octet."""
    s, port = Scenario(), free_port(socket.SOCK_STREAM)
    s.packets = 1
    with Watch(cli, "--pcapdroid-tcp", str(port)) as watch:
        with socket.create_connection((LOCAL, port)) as phone:
            octets = pcap_header() + pcap_record(Packet(b"", 0), extended=False)[:8] + len(VECTOR).to_bytes(4, "little") * 2
            phone.sendall(octets + VECTOR)
        watch.until("the anomaly's packet", lambda records: True)
        live, again = watch.end()
        wrong = differences([], 1, set(), [r for r in live if r["type"] != "anomaly"], again)
        apps = [(r["originator"]["ip"], r["responder"]["port"], (r["app"] or {}).get("name")) for r in live if r["type"] == "connection"]
        wrong += [] if apps == [("10.215.173.1", 53, "Mi Browser")] else [str(apps)]
        table.append(("tcp vector", 1, live[-1]["packets"], 0, 1, wrong))


def far():
    """A port alone: a sender of the internet is not taken for the phone, though it is the first. In a network of its own,
    which ends with it."""
    if os.geteuid() != 0:
        print("far: skipped, a network of its own takes root")
        return
    network = f"ip link set lo up && ip addr add {FAR}/32 dev lo && exec \"$@\""
    subprocess.run(["unshare", "--net", "sh", "-c", network, "sh", sys.executable, __file__, cli, "far_inside"], check=True)


def far_inside():
    s, port = Scenario(), free_port(socket.SOCK_DGRAM)
    with Watch(cli, "--pcapdroid-udp", str(port)) as watch:
        for address, host in ((FAR, "false.example"), (LOCAL, "near.example")):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
                phone.bind((address, 0))
                phone.connect((LOCAL, port))
                packets = conversation(ports(), host, 10123, "Mi Browser")
                for datagram in [pcap_header(), *map(pcap_record, s.count(packets) if address == LOCAL else packets)]:
                    phone.send(datagram)
        s.is_true("near.example", name="Mi Browser")
        s.odd |= {"capture.other_sender"}
        run("udp far sender first", watch, s)


def refused():
    with socket.socket() as other:
        other.bind((LOCAL, 0))
        other.listen()
        port = str(other.getsockname()[1])
        ran = subprocess.run([cli, "watch", "--pcapdroid-tcp", f"{LOCAL}:{port}"], stderr=subprocess.PIPE, text=True)
        assert ran.returncode == 4 and port in ran.stderr, ran
    ran = subprocess.run([cli, "watch", "--pcapdroid-http", f"{LOCAL}:{port}"], stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 4 and port in ran.stderr, ran
    for wrong in (["--pcapdroid-udp", "x"], ["--pcapdroid-tcp", f"{LOCAL}:0"], ["--pcapdroid-udp", "1", "-i", "lo"],
                  ["--pcapdroid-udp", "1", "--adb"], ["--pcapdroid-udp", "1", "--intercept"], ["--pcapdroid-http", "x"]):
        ran = subprocess.run([cli, "watch", *wrong], stderr=subprocess.PIPE, text=True)
        assert ran.returncode == 1, (wrong, ran)


datagrams = (late_without_header, late_raw, restart, restart_within, lost_and_doubled, header_overtaken, late_blocks, snap_length,
             bare_first, padding_and_labels, port_used_again, shared_id, keys_before_and_behind,
             noise)
chosen = sys.argv[2:]
for build in datagrams:
    if not chosen or build.__name__ in chosen:
        udp(build)
if "far_inside" in chosen:
    far_inside()
for stream in (tcp, http, vector, far, refused):
    if not chosen or stream.__name__ in chosen:
        stream()
print(f"{'case':26} {'sent':>6} {'packets':>8} {'exchanges':>10} {'apps':>5}  as it is true")
for name, sent, packets, exchanges, apps, wrong in table:
    print(f"{name:26} {sent:6} {packets:8} {exchanges:10} {apps:5}  {'yes' if not wrong else 'NO'}")
    for sentence in wrong:
        print("   ", sentence)
sys.exit(any(wrong for *_, wrong in table))
