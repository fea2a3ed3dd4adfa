#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/demo/demo.pcapng from a recording of the phone lab: the keys go into a Decryption
Secrets Block in front of the packets, the marks of private browsing into packet comments.
   make_demo.py RECORDING_DIR OUTPUT.pcapng"""
import json
import pathlib
import struct
import sys

SHB, IDB, EPB, DSB = 0x0A0D0D0A, 1, 6, 10
TLS_KEY_LOG = 0x544C534B


def padded(data):
    return data + b"\0" * (-len(data) % 4)


def block(kind, body):
    length = len(body) + 12
    return struct.pack("<II", kind, length) + body + struct.pack("<I", length)


def blocks(data):
    at = 0
    while at + 12 <= len(data):
        kind, length = struct.unpack_from("<II", data, at)
        yield kind, data[at + 8:at + length - 4]
        at += length


def option(code, value):
    return struct.pack("<HH", code, len(value)) + padded(value)


def resolution(idb):
    """Ticks a second of an interface; the recorder writes nanoseconds."""
    at = 8
    while at + 4 <= len(idb):
        code, length = struct.unpack_from("<HH", idb, at)
        if code == 9:
            return 10 ** idb[at + 4]
        if code == 0:
            break
        at += 4 + (length + 3) // 4 * 4
    return 10 ** 6


def with_comment(body, text):
    captured = struct.unpack_from("<I", body, 12)[0]
    packet_end = 20 + (captured + 3) // 4 * 4
    return body[:packet_end] + option(1, text.encode()) + struct.pack("<HH", 0, 0)


def main(folder, output):
    folder = pathlib.Path(folder)
    marks = json.loads((folder / "marks.json").read_text())
    keys = (folder / "phone.keys").read_bytes()
    out, ticks, comment, secrets_written = [], 10 ** 6, 0, False
    for kind, body in blocks((folder / "raw.pcapng").read_bytes()):
        if kind == IDB:
            ticks = resolution(body)
        if kind == EPB and not secrets_written:
            out.append(block(DSB, struct.pack("<II", TLS_KEY_LOG, len(keys)) + padded(keys)))
            secrets_written = True
        if kind == EPB:
            high, low = struct.unpack_from("<II", body, 4)
            time = ((high << 32) | low) / ticks
            if comment < len(marks) and time >= marks[comment]["time"]:
                state = "on" if marks[comment]["private"] else "off"
                body = with_comment(body, f"telltale:private={state}")
                comment += 1
        out.append(block(kind, body))
    if comment != len(marks):
        sys.exit("A mark lies behind the last packet.")
    pathlib.Path(output).write_bytes(b"".join(out))
    print(f"{output}: {sum(map(len, out))} bytes, {comment} marks")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
