# SPDX-License-Identifier: GPL-3.0-or-later
"""The phone's side for tests: what adbd speaks to an adb server by Wi-Fi (AOSP packages/modules/adb,
docs/dev/protocol.md), without authentication, so that a real adb server stands between it and who is tested."""
import socket
import struct
import threading

from framing import run_shell

CNXN, OPEN, OKAY, WRTE, CLSE = (int.from_bytes(name, "little") for name in (b"CNXN", b"OPEN", b"OKAY", b"WRTE", b"CLSE"))
VERSION, MAX_PAYLOAD = 0x01000001, 256 * 1024


class Stream:
    def __init__(self, link, own, other):
        self.link, self.own, self.other = link, own, other
        self.ready = threading.Semaphore(0)
        self.closed = False

    def send(self, data):
        self.link.send(WRTE, self.own, self.other, data)
        self.ready.acquire()  # one write at a time: the other side says OKAY
        if self.closed:
            raise BrokenPipeError

    def close(self):
        self.closed = True
        self.ready.release()


class Link:
    def __init__(self, connection, phone):
        self.connection, self.phone = connection, phone
        self.lock = threading.Lock()
        self.streams = {}

    def send(self, command, first, second, data=b""):
        header = struct.pack("<6I", command, first, second, len(data), sum(data) & 0xffffffff, command ^ 0xffffffff)
        with self.lock:
            self.connection.sendall(header + data)

    def receive(self, count):
        data = b""
        while len(data) < count:
            piece = self.connection.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def run(self):
        try:
            while True:
                command, first, second, length, _, _ = struct.unpack("<6I", self.receive(24))
                self.take(command, first, second, self.receive(length))
        except (EOFError, OSError):
            for stream in self.streams.values():
                stream.close()

    def take(self, command, first, second, data):
        if command == CNXN:
            banner = f"device::ro.product.name=ginkgo;ro.product.model={self.phone.model};ro.product.device=ginkgo;features=" + ",".join(self.phone.features)
            self.send(CNXN, VERSION, MAX_PAYLOAD, banner.encode())
        elif command == OPEN:
            stream = Stream(self, len(self.streams) + 1, first)
            self.streams[stream.own] = stream
            self.send(OKAY, stream.own, stream.other)
            threading.Thread(target=self.serve, args=(stream, data.rstrip(b"\0").decode()), daemon=True).start()
        elif command == OKAY and second in self.streams:
            self.streams[second].ready.release()
        elif command == WRTE:
            self.send(OKAY, second, first)
        elif command == CLSE and second in self.streams:
            self.streams[second].close()

    def serve(self, stream, service):
        run_shell(self.phone, service, stream.send, lambda: not stream.closed)
        try:
            self.send(CLSE, stream.own, stream.other)
        except OSError:
            pass


class Adbd:
    """Listens on a port of its own; `with Adbd(phone) as adbd: adb connect 127.0.0.1:adbd.port`."""

    def __init__(self, phone):
        self.phone = phone
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        try:
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=Link(connection, self.phone).run, daemon=True).start()
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
