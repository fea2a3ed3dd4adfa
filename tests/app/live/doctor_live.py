#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live test: each thing that stands in the way of a hotspot is provoked in a namespace; the doctor
names it, the command it gives mends it, and the command that takes that back brings it back.
   doctor_live.py TELLTALE_CLI      (telltale-capture stands beside it)
Wi-Fi is not provoked here: that needs a card. Exit status 77 (skipped) without the right."""
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

from namespaces import BRIDGE, Network, SERVER4, family_of, run

cli = pathlib.Path(sys.argv[1]).resolve()
net = Network("nft")


def doctor(interface=BRIDGE, *further, prefix=(), program=cli):
    output = net.run("laptop", *prefix, program, "doctor", "-i", interface, "--format", "ndjson", *further)
    records = [json.loads(line) for line in output.splitlines()]
    summary = records.pop()
    assert summary["type"] == "summary" and summary["interface"] == interface, summary
    assert summary["errors"] + summary["warnings"] + summary["notes"] == len(records), summary
    return {record["id"]: record for record in records}


def shell(where, command):
    """Runs a command as it would be copied; this is root already."""
    run(*net.command(where, "sh", "-ec", 'sudo() { "$@"; }\n' + command))


def cycle(finding, interface=BRIDGE, further=()):
    """The finding is there, its command takes it away, and its undo brings it back."""
    found = doctor(interface, *further)
    assert finding in found, (finding, list(found))
    record = found[finding]
    shell("laptop", record["command"])
    after = doctor(interface, *further)
    assert finding not in after, (finding, record["command"])
    shell("laptop", record["undo"])
    assert finding in doctor(interface, *further), (finding, record["undo"])
    return record


def nft(*words):
    return net.run("laptop", "nft", *words)


def phone_reaches_the_server():
    with net.socket("phone", family_of(SERVER4), socket.SOCK_STREAM) as connection:
        connection.settimeout(3)
        try:
            connection.connect((SERVER4, 443))
            return True
        except TimeoutError:
            return False


def check_links():
    assert list(doctor("nosuch0"))[0] == "interface.missing"
    net.ip("laptop", "link", "add", "spare0", "type", "veth", "peer", "name", "spare1")
    cycle("interface.down", "spare0")
    cycle("interface.no_address", "spare0")
    assert "interface.bridge_port" in doctor("to-phone")
    assert not {"interface.down", "interface.no_address", "interface.bridge_port"} & set(doctor())


def check_forwarding():
    assert "forwarding.off" not in doctor()
    net.write("laptop", "/proc/sys/net/ipv4/ip_forward", 0)
    cycle("forwarding.off")
    net.write("laptop", "/proc/sys/net/ipv4/ip_forward", 1)


def check_uplink():
    assert "uplink.missing" in doctor()
    net.ip("laptop", "route", "add", "default", "via", "198.51.100.2", "metric", "100")
    assert not {"uplink.missing", "uplink.tunnel"} & set(doctor())
    made = subprocess.run(["ip", "-n", net.names["laptop"], "tuntap", "add", "tctun0", "mode", "tun"],
                          capture_output=True, text=True)
    if made.returncode != 0:
        print("no tunnel could be made here, so no VPN was tried: " + made.stderr.strip())
        return
    net.ip("laptop", "addr", "add", "10.99.0.2/24", "dev", "tctun0")
    net.ip("laptop", "link", "set", "tctun0", "up")
    # As VPNs do it: not a default route, but two halves of everything.
    net.ip("laptop", "route", "add", "128.0.0.0/1", "dev", "tctun0")
    found = doctor()
    assert "tctun0" in found["uplink.tunnel"]["sentence"], found
    net.ip("laptop", "link", "del", "tctun0")
    assert "uplink.tunnel" not in doctor()


def check_forward_rules():
    assert "firewall.forward" not in doctor() and phone_reaches_the_server()
    nft("add", "table", "inet", "mine")
    nft("add chain inet mine passing { type filter hook forward priority 0; policy drop; }")
    assert not phone_reaches_the_server()
    record = cycle("firewall.forward")
    shell("laptop", record["command"])
    assert phone_reaches_the_server(), record["command"]
    nft("delete", "table", "inet", "mine")
    # What Docker makes with iptables over nftables.
    nft("add", "table", "ip", "filter")
    nft("add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }")
    nft("add", "chain", "ip", "filter", "DOCKER-USER")
    nft("add", "rule", "ip", "filter", "FORWARD", "counter", "jump", "DOCKER-USER")
    nft("add", "rule", "ip", "filter", "FORWARD", "iifname", "docker0", "accept")
    record = doctor()["firewall.forward"]
    assert record["sentence"].startswith("Docker") and "DOCKER-USER" in record["command"], record
    if shutil.which("iptables"):
        cycle("firewall.forward")
    nft("add", "rule", "ip", "filter", "DOCKER-USER", "iifname", BRIDGE, "accept")
    assert "firewall.forward" not in doctor()
    nft("delete", "table", "ip", "filter")


def check_input_rules():
    names = {"firewall.dhcp", "firewall.dns", "firewall.relay"}
    relay = ("--relay-port", "8443")
    assert not names & set(doctor(BRIDGE, *relay))
    nft("add", "table", "inet", "mine")
    nft("add chain inet mine incoming { type filter hook input priority 0; policy drop; }")
    nft("add rule inet mine incoming ct state established,related accept")
    nft("add rule inet mine incoming iifname lo accept")
    for name in names:
        cycle(name, further=relay)
    commands = doctor(BRIDGE, *relay)
    for name in names:
        shell("laptop", commands[name]["command"])
    assert not names & set(doctor(BRIDGE, *relay))
    shell("laptop", commands["firewall.dns"]["undo"])
    assert names & set(doctor(BRIDGE, *relay)) == {"firewall.dns"}, "taking one back took another"
    for name in names:
        shell("laptop", commands[name]["undo"])
    nft("add rule inet mine incoming udp dport { 53, 67 } accept")
    assert names & set(doctor(BRIDGE, *relay)) == {"firewall.relay"}
    nft("delete", "table", "inet", "mine")


def check_ipv6():
    assert not {"ipv6.leak", "ipv6.advertised"} & set(doctor())
    net.ip("laptop", "addr", "add", "2001:db8:77::1/64", "dev", BRIDGE, "nodad")
    net.ip("laptop", "-6", "route", "add", "default", "via", "2001:db8:1::2")
    record = doctor()["ipv6.leak"]
    shell("laptop", record["command"])
    assert "ipv6.leak" not in doctor()
    shell("laptop", record["undo"])
    net.ip("laptop", "addr", "add", "2001:db8:77::1/64", "dev", BRIDGE, "nodad")  # the kernel took it away
    assert "ipv6.leak" in doctor()
    net.ip("laptop", "-6", "route", "del", "default")
    net.ip("laptop", "-6", "route", "add", "default", "via", "2001:db8:77::9", "dev", BRIDGE)
    net.write("laptop", f"/proc/sys/net/ipv6/conf/{BRIDGE}/accept_ra", 2)
    cycle("ipv6.advertised")


def check_right():
    if shutil.which("setcap") is None or shutil.which("setpriv") is None:
        print("setcap or setpriv is not installed, so no ordinary user was tried")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        for program in ("telltale-cli", "telltale-capture"):
            shutil.copy(cli.parent / program, folder / program)
        user = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
        look = lambda: doctor(BRIDGE, prefix=user, program=folder / "telltale-cli")
        found = look()
        assert {"capture.no_right", "firewall.unread"} <= set(found), list(found)
        assert not any(name.startswith("firewall.") and name != "firewall.unread" for name in found), "it guessed"
        shell("laptop", found["capture.no_right"]["command"])
        assert not {"capture.no_right", "firewall.unread"} & set(look()), list(look())
        shell("laptop", found["capture.no_right"]["undo"])
        assert "capture.no_right" in look()


def check_bridge():
    assert "bridge.filtered" not in doctor()
    for family in ("iptables", "ip6tables"):
        setting = f"/proc/sys/net/bridge/bridge-nf-call-{family}"
        if subprocess.run(net.command("laptop", "test", "-e", setting)).returncode != 0:
            print("this kernel does not filter bridges, so that was not tried")
            return
        net.write("laptop", setting, 1)
    record = cycle("bridge.filtered")
    shell("laptop", record["command"])


def forwarding():
    return net.run("laptop", "cat", "/proc/sys/net/ipv4/ip_forward").strip()


class User:
    """An ordinary user, with the programs in a folder of his own. His `sudo` hands the words of one command to this
    test, which has the right and runs them; it is the only way to root that he has."""
    ID = "65534"
    python = shutil.which("python3", path="/usr/bin:/bin")  # this test's own may be in a folder of root's

    def __init__(self, folder):
        self.folder, self.asked, self.allowed = folder, [], True
        for program in ("telltale-cli", "telltale-capture"):
            shutil.copy(cli.parent / program, folder / program)
        run("setcap", "cap_net_raw,cap_net_admin=eip", folder / "telltale-capture")
        (folder / "bin").mkdir()
        (folder / "bin" / "sudo").write_text(f"""#!{self.python}
import json, socket, sys
request = json.dumps([sys.argv[1:], sys.stdin.read()])
with socket.socket(socket.AF_UNIX) as s:
    s.connect({str(folder / "asked")!r})
    s.sendall(request.encode())
    s.shutdown(socket.SHUT_WR)
    answer = json.loads(s.makefile().read())
sys.stdout.write(answer[1])
sys.stderr.write(answer[2])
sys.exit(answer[0])
""")
        (folder / "bin" / "sudo").chmod(0o755)
        (folder / "run").mkdir()
        for path in (folder / "run", folder):
            shutil.chown(path, int(self.ID), int(self.ID))
        folder.chmod(0o755)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / "asked"))
        (folder / "asked").chmod(0o777)
        self.listener.listen(8)
        threading.Thread(target=self.serve, daemon=True).start()
        self.prefix = ("env", f"PATH={folder / 'bin'}:/usr/bin:/bin", f"XDG_RUNTIME_DIR={folder / 'run'}",
                       "setpriv", "--reuid", self.ID, "--regid", self.ID, "--clear-groups")

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            with connection:
                words, text = json.loads(connection.makefile().read())
                self.asked.append(words)
                done = (subprocess.run(net.command("laptop", *words), input=text, capture_output=True, text=True)
                        if self.allowed else subprocess.CompletedProcess([], 1, "", "a password is required\n"))
                connection.sendall(json.dumps([done.returncode, done.stdout, done.stderr]).encode())

    def doctor(self):
        return doctor(BRIDGE, prefix=self.prefix, program=self.folder / "telltale-cli")

    def start_mending(self):
        """doctor --mend, at the moment when it holds what it changed."""
        process = subprocess.Popen(
            net.command("laptop", *self.prefix, self.folder / "telltale-cli", "doctor", "-i", BRIDGE, "--mend", "--format", "ndjson"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = process.stderr.readline()
        assert "Ctrl+C" in said, (said, process.stdout.read())
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        assert "CapEff:\t0000000000000000" in status and f"Uid:\t{self.ID}\t{self.ID}\t{self.ID}\t{self.ID}" in status, status
        return process


def check_mending():
    """What it changes is taken back at its end, and after a kill -9 by the next start; meanwhile it is named. The
    program itself has no right at any time."""
    if shutil.which("setcap") is None or shutil.which("setpriv") is None or User.python is None:
        print("setcap, setpriv or python3 is not installed, so mending was not tried")
        return
    with tempfile.TemporaryDirectory() as name:
        mend_as(User(pathlib.Path(name)))


def mend_as(user):
    net.write("laptop", "/proc/sys/net/ipv4/ip_forward", 0)
    nft("add", "table", "inet", "mine")
    nft("add chain inet mine passing { type filter hook forward priority 0; policy drop; }")
    rules = nft("list", "ruleset")
    for end in (lambda p: p.stdin.close(), lambda p: p.send_signal(signal.SIGINT), lambda p: p.send_signal(signal.SIGTERM)):
        process = user.start_mending()
        assert forwarding() == "1" and phone_reaches_the_server(), "it did not mend"
        assert "changes.left_over" not in user.doctor(), "what is in use is no left-over"
        end(process)
        states = [json.loads(line)["state"] for line in process.stdout]
        assert process.wait() == 0 and states == ["mended"] * 2 + ["taken_back"] * 2, states
        assert forwarding() == "0" and nft("list", "ruleset") == rules, "it did not take it back"
    assert {words[0] for words in user.asked} == {"tee", "nft"}, user.asked
    process = user.start_mending()
    process.kill()
    process.wait()
    assert forwarding() == "1" and nft("list", "ruleset") != rules
    found = user.doctor()["changes.left_over"]
    assert found["severity"] == "warning" and found["command"], found
    process = user.start_mending()  # takes the old changes back before it makes them anew
    assert forwarding() == "1" and "changes.left_over" not in user.doctor()
    process.stdin.close()
    states = [json.loads(line)["state"] for line in process.stdout]
    assert process.wait() == 0 and states == ["taken_back"] * 2 + ["mended"] * 2 + ["taken_back"] * 2, states
    assert forwarding() == "0" and nft("list", "ruleset") == rules
    # The password is not given at the end: it stays noted, and is taken back another time.
    process = user.start_mending()
    user.allowed = False
    process.stdin.close()
    last = [json.loads(line) for line in process.stdout][-1]
    assert process.wait() == 0 and last["state"] == "failed" and "password" in last["problem"], last
    assert "changes.left_over" in user.doctor()
    user.allowed = True
    process = user.start_mending()
    # Somebody else wants it now: it stays.
    net.write("laptop", "/proc/sys/net/ipv4/ip_forward", 2)
    process.stdin.close()
    last = [json.loads(line) for line in process.stdout][-1]
    assert process.wait() == 0 and last["state"] == "failed" and "somebody else" in last["problem"], last
    assert forwarding() == "2" and "changes.left_over" not in user.doctor()
    refused = subprocess.run(net.command("laptop", cli, "doctor", "-i", BRIDGE, "--mend"), capture_output=True, text=True)
    assert refused.returncode == 4 and "as yourself" in refused.stderr, "it ran as root"
    nft("delete", "table", "inet", "mine")
    net.write("laptop", "/proc/sys/net/ipv4/ip_forward", 1)


def main():
    server = net.socket("internet", family_of(SERVER4), socket.SOCK_STREAM)
    server.bind((SERVER4, 443))
    server.listen(16)
    check_links()
    check_forwarding()
    check_uplink()
    check_forward_rules()
    check_input_rules()
    check_mending()  # before there is anything else that could be mended
    check_ipv6()
    check_bridge()
    check_right()
    print("every finding but those on Wi-Fi was provoked, mended and brought back")


main()
