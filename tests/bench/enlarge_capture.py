#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repeats a pcapng of one phone COPIES times, each copy as another phone at a later time.

Copies share the client randoms, so the key log of the original opens all of them. Checksums are not mended.
    enlarge_capture.py IN.pcapng PHONE_IP OUT.pcapng COPIES
"""
import ipaddress
import struct
import sys

ENHANCED_PACKET = 6
SECTION_HEADER = 0x0A0D0D0A


def blocks(data):
    at = 0
    while at + 12 <= len(data):
        kind, length = struct.unpack_from("<II", data, at)
        yield kind, data[at:at + length]
        at += length


def as_phone(block, phone, other, shift):
    """The packet with the phone's IPv4 address replaced; ARP and IPv6 are passed on as they are."""
    high, low = struct.unpack_from("<II", block, 12)
    stamp = ((high << 32) | low) + shift
    changed = bytearray(block)
    struct.pack_into("<II", changed, 12, stamp >> 32, stamp & 0xFFFFFFFF)
    frame = 28
    if changed[frame + 12:frame + 14] == b"\x08\x00":
        for offset in (frame + 14 + 12, frame + 14 + 16):
            if changed[offset:offset + 4] == phone:
                changed[offset:offset + 4] = other
    return stamp, bytes(changed)


def main():
    source, phone, target, copies = sys.argv[1], ipaddress.ip_address(sys.argv[2]).packed, sys.argv[3], int(sys.argv[4])
    with open(source, "rb") as file:
        everything = list(blocks(file.read()))
    packets = [block for kind, block in everything if kind == ENHANCED_PACKET]
    stamps = [(lambda h, l: (h << 32) | l)(*struct.unpack_from("<II", p, 12)) for p in packets]
    length = max(stamps) - min(stamps) + 1
    with open(target, "wb") as out:
        for kind, block in everything:
            if kind != ENHANCED_PACKET:
                out.write(block)
        for copy in range(copies):
            other = struct.pack(">I", (10 << 24) | (64 << 16) | (copy << 2) | 2)
            for packet in packets:
                out.write(as_phone(packet, phone, other, copy * length)[1])


main()
