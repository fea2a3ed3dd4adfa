#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a pcap of plain HTTP/1.1: CONNECTIONS connections of 100 exchanges each, about 1 kB an exchange.

    make_plain_http.py OUT.pcap CONNECTIONS [EVERY]

With EVERY, each EVERY-th exchange is a search at a search engine, each for other words, and the one behind it sends
these words on: what a private span harvests, and finds.
"""
import struct
import sys

EXCHANGES = 100
FILE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1)
ETHERNET = b"\x02\0\0\0\0\x01\x02\0\0\0\0\x02\x08\0"
SYN, ACK, PSH, FIN = 2, 16, 8, 1


class Writer:
    def __init__(self, out):
        self.out = out
        self.microseconds = 1_700_000_000_000_000

    def packet(self, source, destination, seq, ack, flags, payload=b""):
        self.microseconds += 40
        tcp = struct.pack(">HHIIBBHHH", source[1], destination[1], seq & 0xFFFFFFFF, ack & 0xFFFFFFFF, 0x50, flags, 65535, 0, 0)
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0x4000, 64, 6, 0, source[0], destination[0])
        frame = ETHERNET + ip + tcp + payload
        self.out.write(struct.pack("<IIII", self.microseconds // 1_000_000, self.microseconds % 1_000_000, len(frame), len(frame)))
        self.out.write(frame)


def words(number, index):
    return b"otter %x lamp %d" % ((number * EXCHANGES + index) * 40503 & 0xFFFFFF, number)


def searching(number, index):
    return (b"GET /search?q=%s HTTP/1.1\r\nHost: www.google.com\r\nUser-Agent: Mozilla/5.0\r\n\r\n"
            % words(number, index).replace(b" ", b"+"))


def collecting(number, index, query=None):
    body = b'{"event":"page_view","seq":%d,"id":"%016x"%s}' % (
        index, number * 7919 + index, b',"query":"%s"' % query if query else b"")
    return (b"POST /collect?v=1&n=%d HTTP/1.1\r\nHost: host%d.example.net\r\nUser-Agent: Client/1.0 (Linux; Android 13)\r\n"
            b"Content-Type: application/json\r\nAccept: */*\r\nContent-Length: %d\r\n\r\n"
            % (index, number % 200, len(body))) + body


def connection(writer, number, every):
    phone = (bytes([10, 42, number >> 16 & 255, 2]), 1024 + number % 60000)
    server = (bytes([203, 0, 113, number % 200 + 1]), 80)
    up, down = 1000, 5000
    writer.packet(phone, server, up, 0, SYN)
    writer.packet(server, phone, down, up + 1, SYN | ACK)
    up, down = up + 1, down + 1
    for index in range(EXCHANGES):
        request = collecting(number, index)
        if every and index % every < 2:
            request = searching(number, index) if index % every == 0 else collecting(number, index, words(number, index - 1))
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 400\r\n\r\n" + b"x" * 400
        writer.packet(phone, server, up, down, PSH | ACK, request)
        up += len(request)
        writer.packet(server, phone, down, up, PSH | ACK, answer)
        down += len(answer)
    writer.packet(phone, server, up, down, FIN | ACK)
    writer.packet(server, phone, down, up + 1, FIN | ACK)
    writer.packet(phone, server, up + 1, down + 1, ACK)


every = int(sys.argv[3]) if len(sys.argv) > 3 else 0
with open(sys.argv[1], "wb") as file:
    file.write(FILE_HEADER)
    out = Writer(file)
    for count in range(int(sys.argv[2])):
        connection(out, count, every)
