# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTPS server on the internet of namespaces.py, and the phone's requests to it."""
import http.server
import json
import socket
import ssl
import subprocess
import threading
import time

from namespaces import SERVER4, SERVER6, family_of

PATIENCE = 30  # seconds; only so that a failure ends
HOST = "server.example"


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    received = []  # (time, path)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        self.received.append((time.time(), self.path))

    def log_message(self, *arguments):
        pass


def certificates(folder):
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run = lambda *words: subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    run("req", "-x509", *key, "-days", 2, "-subj", "/CN=Lab root", "-addext", "basicConstraints=critical,CA:TRUE",
        "-keyout", folder / "root.key", "-out", folder / "root.pem")
    run("req", *key, "-subj", "/CN=lab", "-keyout", folder / "key.pem", "-out", folder / "csr.pem")
    (folder / "san").write_text(f"subjectAltName=DNS:{HOST}\n")
    run("x509", "-req", "-in", folder / "csr.pem", "-CA", folder / "root.pem", "-CAkey", folder / "root.key",
        "-CAcreateserial", "-days", 2, "-extfile", folder / "san", "-out", folder / "cert.pem")


def serve(net, folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    for address in (SERVER4, SERVER6):
        listener = net.socket("internet", family_of(address), socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, 443))
        listener.listen(128)
        server = http.server.ThreadingHTTPServer((address, 443), Answer, bind_and_activate=False)
        server.socket.close()
        server.socket = context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, daemon=True).start()


def connect(net, context, address, patience=PATIENCE):
    raw = net.socket("phone", family_of(address), socket.SOCK_STREAM)
    raw.settimeout(patience)
    raw.connect((address, 443))
    return context.wrap_socket(raw, server_hostname=HOST)


def ask(tls, path, connection="keep-alive"):
    body = b'{"w":"' + b"x" * 1400 + b'"}'
    tls.sendall(f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\nConnection: {connection}\r\n\r\n".encode() + body)
    answer = b""
    while not answer.endswith(b"ok"):
        some = tls.recv(4096)
        if not some:
            break
        answer += some
    if b"200" not in answer:
        raise OSError("no answer")


def request(net, context, address, path, patience=PATIENCE):
    """One request on a connection of its own; the common name of who signed the server's certificate."""
    with connect(net, context, address, patience) as tls:
        ask(tls, path, "close")
        return dict(part[0] for part in tls.getpeercert()["issuer"])["commonName"]


def contexts(net, folder, session):
    """Of a phone that trusts our certificate, which it gets from that session's relay, and of one that does not."""
    page = json.loads(next(line for line in (folder / session / "journal.ndjson").read_text().splitlines() if '"page"' in line))
    at = f"http://{page['destination']['ip']}:{page['destination']['port']}/telltale.pem"
    ours = net.run("phone", "curl", "-sf", at)
    phone, straight = ssl.create_default_context(cafile=folder / "root.pem"), ssl.create_default_context(cafile=folder / "root.pem")
    phone.load_verify_locations(cadata=ours)
    return phone, straight
