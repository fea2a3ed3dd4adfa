#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: which app has which connection, by a phone's real socket tables. The phone is a network namespace whose
apps are processes with user ids of their own; its shell runs as user 2000 behind a test server that speaks adb's
protocol. The apps' own log is the truth: share attributed, share wrong (must be 0).
   adb_live.py TELLTALE_CLI      (telltale-capture stands beside it)
Exit status 77 (skipped) without the right to make a namespace."""
import base64
import bisect
import calendar
import json
import pathlib
import queue
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "live"))

from adb_server import AdbServer  # noqa: E402
from framing import Phone  # noqa: E402
from namespaces import BRIDGE, Network, PHONE4, SERVER4, SERVER6, family_of, skip  # noqa: E402
from phone_programs import Programs  # noqa: E402

cli = pathlib.Path(sys.argv[1]).resolve()
SECONDS, RATE = 6, 500  # of each of the four apps
PACKAGES = [("com.example.mail", 10101), ("com.example.news", 10102), ("com.android.chrome", 10103),
            ("com.example.one", 10104), ("com.example.two", 10104), ("android", 1000)]
NAMES = {10101: "com.example.mail", 10102: "com.example.news", 10103: "com.android.chrome",
         10104: "shared by com.example.one, com.example.two"}
SEARCH = "purple otter 4821"
DATA = HERE.parent.parent / "data" / "apk"
APKS = {"com.example.mail": "mail.apk", "com.android.chrome": "shapes.apk"}


def serve(net):
    """Takes connections, answers HTTP, and closes half of the rest by itself after what it read."""
    listeners = []
    for address in (SERVER4, SERVER6):
        for port in (80, 443, 8443):
            listener = net.socket("internet", family_of(address), socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(4096)
            listener.setblocking(False)
            listeners.append(listener)

    def loop():
        poll = select.epoll()
        open_ = {one.fileno(): one for one in listeners}
        known = set(open_)
        for number in open_:
            poll.register(number, select.EPOLLIN)
        while True:
            for number, _ in poll.poll():
                try:
                    if number in known:
                        for _ in range(64):
                            connection, _ = open_[number].accept()
                            connection.setblocking(False)
                            open_[connection.fileno()] = connection
                            poll.register(connection.fileno(), select.EPOLLIN)
                        continue
                    data = open_[number].recv(4096)
                    if data and data[:4] in (b"GET ", b"POST"):
                        open_[number].send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                        continue
                except BlockingIOError:
                    continue
                except OSError:
                    pass
                poll.unregister(number)
                open_.pop(number).close()

    threading.Thread(target=loop, daemon=True).start()


class Watch:
    def __init__(self, net, session, *words):
        self.process = subprocess.Popen(
            net.command("laptop", cli, "watch", "-i", BRIDGE, "--format", "ndjson", "--session", session, *words),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said, self.records = queue.Queue(), []
        threading.Thread(target=lambda: [self.said.put(line.rstrip()) for line in self.process.stderr], daemon=True).start()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.records.append(json.loads(line))

    def wait_said(self, part):
        while True:
            line = self.said.get(timeout=60)
            print("  " + line)
            if part in line:
                return

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(120) == 0, self.process.returncode
        self.reader.join()
        return self.records


def journal(session, entry):
    lines = [json.loads(line) for line in (session / "journal.ndjson").read_text().splitlines()]
    return [line for line in lines if line.get("entry") == entry]


def wait_journal(session, entry, fits):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if any(fits(line) for line in journal(session, entry)):
            return
        time.sleep(0.05)  # between looks into a file that grows
    raise AssertionError((entry, journal(session, entry)[-3:]))


def http(net, uid, request):
    """One plain request of an app, which keeps its connection open until it was seen."""
    program = ("import encodings.idna,os,socket,sys;os.setgid(int(sys.argv[1]));os.setuid(int(sys.argv[1]));"
               "s=socket.create_connection((sys.argv[2],80));s.sendall(sys.argv[3].encode());s.recv(99);sys.stdin.read()")
    return subprocess.Popen(net.command("phone", sys.executable, "-c", program, uid, SERVER4, request), stdin=subprocess.PIPE)


def churn(net):
    apps = [subprocess.Popen(net.command("phone", sys.executable, HERE / "apps.py", uid, SECONDS, RATE, f"{SERVER4}:443",
                                         f"{SERVER4}:8443", f"::ffff:{SERVER4}:443", f"{SERVER6}:443"),
                             stdout=subprocess.PIPE, text=True) for uid in NAMES]
    truth = {}
    for app in apps:
        for line in app.communicate(timeout=300)[0].splitlines():
            uid, local, host, port, begin, end = line.split()
            truth.setdefault((int(local), host, int(port)), []).append((float(begin), float(end), int(uid)))
    for lines in truth.values():
        lines.sort()
    return truth


def seconds_of(text):
    moment, _, fraction = text.rstrip("Z").partition(".")
    return calendar.timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%S")) + float("0." + fraction)


def judge(records, truth):
    """(connections, attributed, wrong) by the apps' own log."""
    count = attributed = wrong = 0
    for record in records:
        if record["type"] != "connection" or record["responder"]["port"] == 80 or record["transport"] != "tcp":
            continue
        began = seconds_of(record["time"])
        lines = truth.get((record["originator"]["port"], record["responder"]["ip"], record["responder"]["port"]), [])
        at = bisect.bisect(lines, (began + 0.0005, 0, 0)) - 1
        if at < 0 or began - lines[at][0] > 1.5:
            continue  # a packet late after the end: no connection of an app
        count += 1
        app = record["app"]
        if app and app["source"] == "device":
            attributed += 1
            expected = NAMES[lines[at][2]]
            wrong += (app["package"] or app["name"]) != expected
    return count, attributed, wrong


def last_of(records):
    """A connection that changed is printed again: the last word counts."""
    return list({r["id"]: r for r in records if r["type"] in ("connection", "exchange", "leak")}.values())


def main():
    net = Network("setpriv")
    net.write("phone", "/proc/sys/net/ipv4/ip_local_port_range", "40000 46000")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        programs = Programs(folder / "bin", PACKAGES)
        for package in APKS:
            programs.install(package, DATA / APKS[package])
        phone = Phone("b5a72e1c", prefix=net.command("phone"), programs=programs.folder, uid=2000)
        listener = net.socket("laptop", socket.AF_INET, socket.SOCK_STREAM)
        listener.bind(("127.0.0.1", 0))
        serve(net)
        session = folder / "session"
        with AdbServer([phone], listener) as server:
            watch = Watch(net, session, "--adb", "--adb-server", f"127.0.0.1:{server.port}")
            watch.wait_said("says over adb")
            wait_journal(session, "foreground", lambda line: line["package"] == "com.android.launcher3")
            mail = http(net, 10101, "GET / HTTP/1.1\r\nHost: mail.example.org\r\n\r\n")
            wait_journal(session, "uid", lambda line: line["packages"] == ["com.example.mail"] and line["version"] == "12.1.4-g")
            programs.show("com.android.chrome", "com.google.android.apps.chrome.Main", True)
            wait_journal(session, "foreground", lambda line: line["secure"])
            body = '{"q":"' + SEARCH + '"}'
            chrome = [http(net, 10103, f"GET /search?q={SEARCH.replace(' ', '+')} HTTP/1.1\r\nHost: www.google.com\r\n\r\n"),
                      http(net, 10103, f"POST /c HTTP/1.1\r\nHost: collect.example.net\r\nContent-Length: {len(body)}\r\n\r\n{body}")]
            wait_journal(session, "uid", lambda line: line["packages"] == ["com.android.chrome"])
            wait_journal(session, "app_face", lambda line: line["package"] == "com.example.mail")
            wait_journal(session, "app_face", lambda line: line["package"] == "com.android.chrome")
            for app in (mail, *chrome):
                app.communicate()
            programs.show("com.android.launcher3", "com.android.launcher3.Launcher", False)
            wait_journal(session, "foreground", lambda line: line["package"] == "com.android.launcher3" and not line["secure"]
                         and line["time"] > journal(session, "foreground")[1]["time"])
            began = time.monotonic()
            truth = churn(net)
            total = sum(map(len, truth.values()))
            print(f"{total} connections in {time.monotonic() - began:.1f} s ({total / SECONDS:.0f}/s asked for: {4 * RATE}/s)")
            live = last_of(watch.stop())
            lost = [line for line in journal(session, "socket") if line["uid"] == 0]
            assert not lost
        again = [json.loads(line) for line in
                 subprocess.run([cli, "analyze", "--format", "ndjson", session], capture_output=True, text=True, check=True).stdout.splitlines()]
        check(net, live, again, truth)
        check_faces(session, live, again)
    return 0


def check_faces(session, live, again):
    """Labels and icons are read from the APKs of the apps that were seen, once each."""
    faces = journal(session, "app_face")
    assert len(faces) == len({line["package"] for line in faces}), faces
    assert {line["package"] for line in faces} <= {"com.example.mail", "com.example.news", "com.android.chrome"}, faces
    mail, chrome = ({line["package"]: line for line in faces}[name] for name in APKS)
    assert mail["label"] == "Otter Mail" and mail["version"] == "12.1.4-g" and mail["problem"] is None, mail
    assert mail["icon"]["adaptive"] and mail["icon"]["layers"][0] == {"colour": "#ff0b7285"}, mail["icon"]["layers"][0]
    assert base64.b64decode(mail["icon"]["layers"][1]["image"]).startswith(b"\x89PNG")
    assert chrome["label"] == "Shapes" and base64.b64decode(chrome["icon"]["layers"][0]["image"]).startswith(b"<svg "), chrome
    for records in (live, again):
        names = {r["app"]["package"]: r["app"]["name"] for r in records if r["type"] == "exchange" and r["app"]}
        assert names["com.example.mail"] == "Otter Mail", names
    print(f"{len(faces)} faces: {[(line['package'], line['label'], line['problem']) for line in faces]}")


def check(net, live, again, truth):
    for what, records in (("live", live), ("opened again", again)):
        count, attributed, wrong = judge(records, truth)
        print(f"{what}: {count} connections, attributed {100 * attributed / max(count, 1):.1f} %, wrong {wrong}")
        assert count > 0 and attributed > 0 and wrong == 0, (what, count, attributed, wrong)
        exchanges = {r["host"]: r for r in records if r["type"] == "exchange" and r["app"]}
        assert exchanges["mail.example.org"]["app"]["package"] == "com.example.mail", exchanges["mail.example.org"]
        assert exchanges["mail.example.org"]["app"]["source"] == "device"
        assert exchanges["mail.example.org"]["incognito"] is False
        assert exchanges["collect.example.net"]["incognito"] is True
        leaks = [r for r in records if r["type"] == "leak" and r["recipient"]["host"] == "collect.example.net"]
        assert leaks and leaks[0]["incognito_basis"] == ["device"] and leaks[0]["app"]["package"] == "com.android.chrome", leaks
    apps = [{r["id"]: (r["app"], r["app_claims"]) for r in records if r["type"] == "connection"} for records in (live, again)]
    assert apps[0] == apps[1], "opened again, a session shows the same"


sys.exit(main())
