# SPDX-License-Identifier: GPL-3.0-or-later
"""What PCAPdroid writes, made with Python's standard library alone: conversations, the frames, records and blocks that
carry them, and what is true of each (who asked whom for what)."""
import dataclasses
import itertools
import random
import shutil
import ssl
import struct
import subprocess
import zlib

PHONE4, SERVER4 = bytes((10, 215, 173, 1)), bytes((192, 0, 2, 7))
PHONE6, SERVER6 = bytes.fromhex("fd00" + "00" * 13 + "01"), bytes.fromhex("20010db8" + "00" * 11 + "07")
# The vector of the format's description: IPv4/UDP to port 53, data "abc", user id 10123, label "Mi Browser".
VECTOR = bytes.fromhex(
    "00000000000000000000000008004500001f00010000401100ee0ad7ad01c00002079c400035000b0000616263000000"
    "010720210000278b4d692042726f77736572000000000000000000007a8b354d")

numbers = itertools.count(1_000, 100_000)  # where the sequence numbers of each connection begin
clock = itertools.count(1_700_000_000_000_000, 1000)  # microseconds: one packet each millisecond


@dataclasses.dataclass
class Packet:
    octets: bytes
    uid: int
    label: str = ""
    time: int = 0
    cut: int = 0  # octets that the phone left off

    def __post_init__(self):
        self.time = self.time or next(clock)


@dataclasses.dataclass
class Truth:
    """One exchange: what telltale must say of it."""
    host: str
    package: str = ""
    name: str = ""
    known: bool = True  # the app is named
    status: object = 200
    size: object = None  # of the response's body


def ip(payload, protocol, from_phone, six):
    ends = ((PHONE6, SERVER6) if six else (PHONE4, SERVER4))[:: 1 if from_phone else -1]
    if six:
        return struct.pack(">IHBB", 0x60000000, len(payload), protocol, 64) + b"".join(ends) + payload
    return struct.pack(">BBHIBBH", 0x45, 0, 20 + len(payload), 0, 64, protocol, 0) + b"".join(ends) + payload


def segment(port, from_phone, sequence, acknowledged, flags, text=b"", six=False):
    ports = (port, 80) if from_phone else (80, port)
    return ip(struct.pack(">HHIIBBHI", *ports, sequence, acknowledged, 0x50, flags, 65535, 0) + text, 6, from_phone, six)


def conversation(port, host, uid, label="", body=b"ok", pieces=1, six=False):
    """Packets of one request and its answer, the answer in so many segments."""
    ask = f"GET /{port} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    answer = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return flights(port, [(True, ask), (False, answer)], uid, label, -(-len(answer) // pieces), six)


def flights(port, turns, uid, label="", step=1400, six=False):
    """Packets of a connection, opened and closed, in which the ends say this in turn: (from the phone, octets)."""
    start, other = next(numbers), next(numbers)
    raw = [segment(port, True, start, 0, 2, six=six), segment(port, False, other, start + 1, 18, six=six)]
    at = {True: start + 1, False: other + 1}
    for from_phone, text in turns:
        for piece in (text[i:i + step] for i in range(0, len(text), step)):
            raw.append(segment(port, from_phone, at[from_phone], at[not from_phone], 24, piece, six))
            at[from_phone] += len(piece)
    raw += [segment(port, True, at[True], at[False], 17, six=six), segment(port, False, at[False], at[True] + 1, 17, six=six)]
    return [Packet(octets, uid, label) for octets in raw]


def tls_conversation(port, host, uid, folder):
    """The same over TLS, with the lines of its key log; nothing where there is no openssl to make a certificate."""
    certificate, key, log = folder / "certificate", folder / "key", folder / f"keys{port}"
    if not certificate.exists() and (shutil.which("openssl") is None or subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
             "/CN=example", "-keyout", key, "-out", certificate], capture_output=True).returncode != 0):
        return None, b""
    ends = []
    for protocol in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER):
        context = ssl.SSLContext(protocol)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if protocol == ssl.PROTOCOL_TLS_SERVER:
            context.load_cert_chain(certificate, key)
        else:
            context.keylog_filename = log
        inside, outside = ssl.MemoryBIO(), ssl.MemoryBIO()
        ends.append((context.wrap_bio(inside, outside, server_side=not ends == [],
                                      server_hostname=None if ends else host), inside, outside))
    (client, to_client, of_client), (server, to_server, of_server) = ends
    turns = []

    def carry():
        for from_phone, source, target in ((True, of_client, to_server), (False, of_server, to_client)):
            if octets := source.read():
                target.write(octets)
                turns.append((from_phone, octets))

    for _ in range(4):
        for end in (client, server):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
            carry()
    client.write(f"GET /{port} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    carry()
    server.read()
    server.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    carry()
    return flights(port, turns, uid), log.read_bytes()


# The format pcap, with and without PCAPdroid's extensions

def pcap_header(extended=True, snaplen=65535):
    return struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, snaplen, 1 if extended else 101)


def pcap_record(packet, extended=True, snaplen=65535):
    frame = packet.octets
    original = len(frame)
    if extended and original + 46 + -(original + 14) % 4 <= snaplen:
        frame = bytes(12) + (b"\x86\xdd" if frame[0] >> 4 == 6 else b"\x08\x00") + frame
        frame += bytes(-len(frame) % 4)
        frame += struct.pack(">Ii20s", 0x01072021, packet.uid, packet.label.encode()[:19])
        frame += struct.pack("<I", zlib.crc32(frame))
        original = len(frame)
    frame = frame[:snaplen]  # what has no room for its trailer has none, though the file says Ethernet
    return struct.pack("<IIII", packet.time // 1_000_000, packet.time % 1_000_000, len(frame), original) + frame


# The format pcapng

def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)


def option(code, value):
    return struct.pack("<HH", code, len(value)) + value + bytes(-len(value) % 4)


def section():
    texts = option(2, b"phone") + option(3, b"Android 14") + option(4, b"PCAPdroid") + option(0, b"")
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + texts)


def interface(name=""):
    return block(1, struct.pack("<HHI", 101, 0, 65535) + (option(2, name.encode()) + option(0, b"") if name else b""))


def app(uid, package, label):
    head = struct.pack("<IHBBiBB", 62652, 1, 1, 0, uid, len(package.encode()), len(label.encode()))
    return block(0xBAD, head + package.encode() + label.encode())


def keys(lines):
    return block(10, struct.pack("<II", 0x544C534B, len(lines)) + lines)


def packet_block(packet, number=0, flags=0, ends=True):
    """ends: with the mark behind the options, which releases up to 1.9.1 left out."""
    body = struct.pack("<IIIII", number, packet.time >> 32, packet.time & 0xFFFFFFFF, len(packet.octets),
                       len(packet.octets)) + packet.octets
    body += bytes(-len(body) % 4) + option(1, f"u-{packet.uid}".encode())
    body += option(2, struct.pack("<I", flags)) if flags else b""
    return block(6, body + (option(0, b"") if ends else b""))


def swapped(packets, seed):
    """Neighbours changed places, as Wi-Fi does it to datagrams; the first packet stays."""
    order, chance = list(packets), random.Random(seed)
    for at in range(1, len(order) - 1, 2):
        if chance.random() < 0.6:
            order[at], order[at + 1] = order[at + 1], order[at]
    return order
