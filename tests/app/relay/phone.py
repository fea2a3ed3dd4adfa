# SPDX-License-Identifier: GPL-3.0-or-later
"""What the phone of the lab does; prints one JSON object.
   phone.py tls ADDRESS NAME ROOT [--version 1.2|1.3] [--alpn LIST] [--do WHAT]   WHAT: UP N, DOWN N, BOTH N, HALF N, CLOSE, none
   phone.py slow ADDRESS NAME ROOT COUNT
   phone.py plain ADDRESS PORT [--say TEXT]
   phone.py refused ADDRESS PORT [--from ADDRESS]"""
import argparse
import hashlib
import json
import select
import socket
import ssl
import sys

from lab_octets import octets


def context_for(options):
    context = ssl.create_default_context(cafile=options.root)
    version = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}
    if options.version:
        context.minimum_version = context.maximum_version = version[options.version]
    if options.alpn:
        context.set_alpn_protocols(options.alpn.split(","))
    return context


def drain(stream, count, digest):
    left = count
    while left:
        part = stream.recv(min(65536, left))
        if not part:
            raise OSError(f"ended {left} octets early")
        digest.update(part)
        left -= len(part)


def both_ways(stream, data, count, digest):
    """Writes and reads as the connection lets it, in one thread: a TLS object serves only one."""
    stream.setblocking(False)
    waiting = memoryview(data)
    while count:
        select.select([stream], [stream] if waiting else [], [])
        try:
            if waiting:
                waiting = waiting[stream.send(waiting[:16384]):]
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        try:
            while count:
                part = stream.recv(65536)
                if not part:
                    raise OSError(f"ended {count} octets early")
                digest.update(part)
                count -= len(part)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
    stream.setblocking(True)


def half_close(connection, context, options, count):
    """Ends the own direction with close_notify and FIN, then reads on."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname=options.name)

    def send():
        if outgoing.pending:
            connection.sendall(outgoing.read())

    def step(action):
        while True:
            try:
                result = action()
                send()
                return result
            except ssl.SSLWantReadError:
                send()
                data = connection.recv(65536)
                incoming.write(data) if data else incoming.write_eof()

    step(tls.do_handshake)
    data = octets(count)
    step(lambda: tls.write(b"HALF\n"))
    for at in range(0, count, 16384):
        step(lambda: tls.write(data[at:at + 16384]))
    try:
        tls.unwrap()
    except ssl.SSLWantReadError:
        pass
    send()
    connection.shutdown(socket.SHUT_WR)
    answer = b""
    while not answer.endswith(b"\n"):
        answer += step(lambda: tls.read(100))
    return answer.decode().strip() == hashlib.sha256(data).hexdigest()


def exchange(stream, what):
    words = what.split()
    if words[0] == "CLOSE":
        return True
    count = int(words[1])
    data, digest = octets(count), hashlib.sha256()
    if words[0] == "DOWN":
        stream.sendall(f"DOWN {count}\n".encode())
        drain(stream, count, digest)
    elif words[0] == "UP":
        stream.sendall(f"UP {count}\n".encode() + data)
        return stream.recv(65).decode().strip() == hashlib.sha256(data).hexdigest()
    elif words[0] == "BOTH":
        both_ways(stream, f"BOTH {count}\n".encode() + data, count, digest)
    return digest.hexdigest() == hashlib.sha256(data).hexdigest()


def tls(options):
    context = context_for(options)
    port = 443
    with socket.create_connection((options.address, port), timeout=60) as connection:
        if options.do.startswith("HALF"):
            return {"intact": half_close(connection, context, options, int(options.do.split()[1]))}
        keys = options.keys
        if keys:
            context.keylog_filename = keys
        with context.wrap_socket(connection, server_hostname=options.name) as stream:
            issuer = dict(pair[0] for pair in stream.getpeercert()["issuer"])["commonName"]
            return {"issuer": issuer, "alpn": stream.selected_alpn_protocol(), "version": stream.version(),
                    "intact": exchange(stream, options.do)}


def slow(options):
    """Asks for much and reads nothing until a line comes on standard input."""
    count, digest = options.count, hashlib.sha256()
    with socket.create_connection((options.address, 443), timeout=60) as connection:
        with context_for(options).wrap_socket(connection, server_hostname=options.name) as stream:
            stream.sendall(f"DOWN {count}\n".encode())
            print("asked", flush=True)
            sys.stdin.readline()
            drain(stream, count, digest)
    return {"intact": digest.hexdigest() == hashlib.sha256(octets(count)).hexdigest()}


def plain(options):
    with socket.create_connection((options.address, options.port), timeout=30) as connection:
        if options.say:
            connection.sendall(options.say.encode().decode("unicode_escape").encode())
        return {"got": connection.recv(1000).decode()}


def refused(options):
    """Nobody answers: the connection is refused, times out, or ends without a byte."""
    try:
        source = (options.source, 0) if options.source else None
        with socket.create_connection((options.address, options.port), timeout=2, source_address=source) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            return {"refused": connection.recv(100) == b""}
    except OSError as error:
        return {"refused": True, "how": str(error)}


parser = argparse.ArgumentParser()
commands = parser.add_subparsers(required=True)
command = commands.add_parser("tls")
command.set_defaults(run=tls)
for name in ("address", "name", "root"):
    command.add_argument(name)
command.add_argument("--version")
command.add_argument("--alpn")
command.add_argument("--keys")
command.add_argument("--do", default="UP 10")
command = commands.add_parser("slow")
command.set_defaults(run=slow, version=None, alpn=None)
for name in ("address", "name", "root"):
    command.add_argument(name)
command.add_argument("count", type=int)
command = commands.add_parser("plain")
command.set_defaults(run=plain)
command.add_argument("address")
command.add_argument("port", type=int)
command.add_argument("--say", default="")
command = commands.add_parser("refused")
command.set_defaults(run=refused)
command.add_argument("address")
command.add_argument("port", type=int)
command.add_argument("--from", dest="source")
options = parser.parse_args()
print(json.dumps(options.run(options)))
