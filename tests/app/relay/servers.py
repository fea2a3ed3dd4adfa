# SPDX-License-Identifier: GPL-3.0-or-later
"""The internet of the lab: TLS servers chosen by name, one that speaks first, and plain HTTP.
   servers.py FOLDER       prints "ready" and serves until standard input closes
A TLS client sends one line: UP N (then N octets; the answer is their SHA-256), DOWN N, BOTH N (the
octets come back), HALF (octets until the client's end; then their SHA-256)."""
import hashlib
import socket
import ssl
import sys
import threading

from lab_octets import octets

NAMES = {"expired.example": "expired", "wrong.example": "wrong", "selfsigned.example": "selfsigned",
         "private.example": "private-leaf"}


def read_exactly(stream, count):
    got = bytearray()
    while len(got) < count:
        part = stream.recv(min(65536, count - len(got)))
        if not part:
            raise OSError("ended early")
        got += part
    return bytes(got)


def read_line(stream):
    line = b""
    while not line.endswith(b"\n"):
        part = stream.recv(1)
        if not part:
            return None
        line += part
    return line.decode().split()


def echo(stream, count):
    left = count
    while left:
        part = stream.recv(16384)
        if not part:
            raise OSError("ended early")
        stream.sendall(part)
        left -= len(part)


def talk(stream):
    while words := read_line(stream):
        if words[0] == "UP":
            stream.sendall(hashlib.sha256(read_exactly(stream, int(words[1]))).hexdigest().encode() + b"\n")
        elif words[0] == "DOWN":
            stream.sendall(octets(int(words[1])))
        elif words[0] == "BOTH":
            echo(stream, int(words[1]))
        elif words[0] == "HALF":
            digest = hashlib.sha256()
            while part := stream.recv(16384):
                digest.update(part)
            stream.sendall(digest.hexdigest().encode() + b"\n")
            return


def serve(address, family, port, handle):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(64)

    def one(connection):
        try:
            handle(connection)
        except (OSError, ValueError):
            pass
        finally:
            connection.close()

    def loop():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=one, args=[connection], daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()


def context_for(folder, name, client_certificate=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
    context.set_alpn_protocols(["h2", "http/1.1"])
    if client_certificate:
        context.load_verify_locations(f"{folder}/root.pem")
        context.verify_mode = ssl.CERT_OPTIONAL
    return context


def main(folder):
    contexts = {host: context_for(folder, name) for host, name in NAMES.items()}
    base = context_for(folder, "good")
    base.sni_callback = lambda connection, name, _: setattr(connection, "context", contexts.get(name, base))

    def tls(connection, context=base):
        with context.wrap_socket(connection, server_side=True, suppress_ragged_eofs=True) as stream:
            talk(stream)

    def greeting(connection):
        connection.sendall(b"220 mail.example\r\n")
        connection.sendall(b"250 " + connection.recv(100))

    def http(connection):
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain")

    for address, family in (("203.0.113.10", socket.AF_INET), ("2001:db8:113::10", socket.AF_INET6)):
        serve(address, family, 443, tls)
        serve(address, family, 2525, greeting)
        serve(address, family, 80, http)
    asking = context_for(folder, "good", client_certificate=True)
    serve("203.0.113.11", socket.AF_INET, 443, lambda connection: tls(connection, asking))
    print("ready", flush=True)
    sys.stdin.read()


main(sys.argv[1])
