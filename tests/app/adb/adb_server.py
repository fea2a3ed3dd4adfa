# SPDX-License-Identifier: GPL-3.0-or-later
"""An adb server for tests: the protocol of the host's adb server (AOSP packages/modules/adb, docs/dev/services.md)
with phones whose shells are really run. Debian's adb is its reference: adb_reference.py."""
import socket
import socketserver
import struct
import threading

from framing import run_shell

VERSION = 41  # ADB_SERVER_VERSION of adb 1.0.41


class Handler(socketserver.BaseRequestHandler):
    def receive(self, count):
        data = b""
        while len(data) < count:
            piece = self.request.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def service(self):
        return self.receive(int(self.receive(4), 16)).decode()

    def okay(self, answer=None):
        text = b"OKAY"
        if answer is not None:
            text += b"%04x" % len(answer) + answer.encode()
        # In two pieces: whoever reads must not count on one.
        self.request.sendall(text[:3])
        self.request.sendall(text[3:])

    def fail(self, reason):
        self.request.sendall(b"FAIL%04x" % len(reason) + reason.encode())

    def phone(self, serial):
        ready = [p for p in self.server.phones if (p.serial == serial if serial else p.state == "device")]
        if not ready:
            self.fail(f"device '{serial}' not found" if serial else "no devices/emulators found")
        elif not serial and len(ready) > 1:
            self.fail("more than one device/emulator")
        elif ready[0].state != "device":
            self.fail(f"device {ready[0].state}.")
        else:
            return ready[0]
        return None

    def handle(self):
        try:
            self.talk()
        except (EOFError, ConnectionError, ValueError):
            pass

    def talk(self):
        phone = None
        while True:
            service = self.service()
            self.server.asked.append(service)
            if phone:
                return self.on_phone(phone, service)
            if service.startswith(("host:transport", "host:tport")):
                phone = self.transport(service)
                if not phone:
                    return None
                continue
            return self.on_host(service)

    def transport(self, service):
        serial = service.partition(":")[2]
        wants_id = serial.startswith("tport")
        serial = serial.removeprefix("tport:").removeprefix("serial:").removeprefix("transport-any").removeprefix("transport:").removeprefix("any")
        phone = self.phone(serial)
        if phone:
            self.okay()
            if wants_id:
                self.request.sendall(struct.pack("<Q", 1 + self.server.phones.index(phone)))
        return phone

    def on_host(self, service):
        if service == "host:version":
            return self.okay(f"{VERSION:04x}")
        if service in ("host:features", "host:host-features"):
            return self.okay(",".join(self.server.phones[0].features) if self.server.phones else "shell_v2")
        if service.startswith("host-serial:") and service.endswith(":features"):
            phone = self.phone(service[len("host-serial:"):-len(":features")])
            return self.okay(",".join(phone.features)) if phone else None
        if service in ("host:devices", "host:devices-l"):
            lines = ""
            for number, phone in enumerate(self.server.phones, 1):
                known = f" product:ginkgo model:{phone.model} device:ginkgo" if phone.state == "device" else ""
                long = f"{phone.serial:<22} {phone.state} usb:1-{number}{known} transport_id:{number}\n"
                lines += long if service.endswith("-l") else f"{phone.serial}\t{phone.state}\n"
            return self.okay(lines)
        return self.fail(f"unknown host service '{service}'")

    def on_phone(self, phone, service):
        kind = service.partition(":")[0]
        if kind.startswith("shell,v2") and "shell_v2" not in phone.features:
            return self.fail("shell v2 is not known")
        if not kind.startswith(("shell", "exec")):
            return self.fail("unknown service")
        self.okay()
        return run_shell(phone, service, self.request.sendall, lambda: not self.server.cut.is_set())


class AdbServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, phones, listener=None):
        super().__init__(("127.0.0.1", 0), Handler, bind_and_activate=listener is None)
        if listener is not None:  # of another network namespace, bound already
            self.socket.close()
            self.socket, self.server_address = listener, listener.getsockname()
            self.server_activate()
        self.phones, self.asked = list(phones), []
        self.cut = threading.Event()  # set: the phone is pulled out
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.cut.set()
        self.shutdown()
        self.server_close()
