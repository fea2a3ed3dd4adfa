# SPDX-License-Identifier: GPL-3.0-or-later
"""A small network in namespaces: two stations behind a bridge of a laptop, and the internet behind it."""
import atexit
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys

SKIPPED = 77
BRIDGE = "tcbr0"
PHONE4, PHONE6, PHONE_MAC = "10.77.0.2", "fd77::2", "02:77:00:00:00:02"
OTHER4, OTHER6 = "10.77.0.3", "fd77::3"
LAPTOP4, LAPTOP6 = "10.77.0.1", "fd77::1"
SERVER4, SERVER6 = "203.0.113.5", "2001:db8:99::5"
CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def skip(reason):
    print("skipped: " + reason)
    sys.exit(SKIPPED)


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


class Network:
    """Namespaces laptop, phone, other and internet; they go away with the program."""

    def __init__(self, *tools):
        for tool in ("ip", *tools):
            if shutil.which(tool) is None:
                skip(tool + " is not installed")
        if os.geteuid() != 0:
            skip("making a network namespace needs root")
        self.names = {name: f"tc-{name}-{os.getpid()}" for name in ("laptop", "phone", "other", "internet")}
        atexit.register(self.remove)
        # A test that is stopped must clean up as well.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        for name in self.names.values():
            if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode != 0:
                skip("this system lets no namespace be made")
        self.own = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.build()

    def remove(self):
        for name in self.names.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True)

    def command(self, where, *words):
        return ["ip", "netns", "exec", self.names[where], *map(str, words)]

    def run(self, where, *words):
        return run(*self.command(where, *words))

    def ip(self, where, *words):
        return run("ip", "-n", self.names[where], *words)

    def write(self, where, path, value):
        self.run(where, "sh", "-c", f"echo {value} > {path}")

    def build(self):
        for name in self.names:
            self.ip(name, "link", "set", "lo", "up")
            self.write(name, "/proc/sys/net/ipv6/conf/all/accept_dad", 0)
            self.write(name, "/proc/sys/net/ipv6/conf/default/accept_dad", 0)
        for family in ("iptables", "ip6tables"):  # else what is captured on a bridge is already rewritten
            setting = f"/proc/sys/net/bridge/bridge-nf-call-{family}"
            self.run("laptop", "sh", "-c", f"[ ! -e {setting} ] || echo 0 > {setting}")
        self.ip("laptop", "link", "add", BRIDGE, "type", "bridge")
        self.ip("laptop", "addr", "add", LAPTOP4 + "/24", "dev", BRIDGE)
        self.ip("laptop", "addr", "add", LAPTOP6 + "/64", "dev", BRIDGE, "nodad")
        self.ip("laptop", "link", "set", BRIDGE, "up")
        self.station("phone", PHONE4, PHONE6, PHONE_MAC)
        self.station("other", OTHER4, OTHER6, "02:77:00:00:00:03")
        self.ip("laptop", "link", "add", "up0", "type", "veth", "peer", "name", "eth0", "netns", self.names["internet"])
        self.ip("laptop", "addr", "add", "198.51.100.1/24", "dev", "up0")
        self.ip("laptop", "addr", "add", "2001:db8:1::1/64", "dev", "up0", "nodad")
        self.ip("laptop", "link", "set", "up0", "up")
        self.ip("internet", "addr", "add", "198.51.100.2/24", "dev", "eth0")
        self.ip("internet", "addr", "add", "2001:db8:1::2/64", "dev", "eth0", "nodad")
        self.ip("internet", "link", "set", "eth0", "up")
        self.ip("internet", "addr", "add", SERVER4 + "/32", "dev", "lo")
        self.ip("internet", "addr", "add", SERVER6 + "/128", "dev", "lo", "nodad")
        self.ip("internet", "route", "add", "10.77.0.0/24", "via", "198.51.100.1")
        self.ip("internet", "-6", "route", "add", "fd77::/64", "via", "2001:db8:1::1")
        self.ip("laptop", "route", "add", "203.0.113.0/24", "via", "198.51.100.2")
        self.ip("laptop", "-6", "route", "add", "2001:db8:99::/64", "via", "2001:db8:1::2")
        self.write("laptop", "/proc/sys/net/ipv4/ip_forward", 1)
        self.write("laptop", "/proc/sys/net/ipv6/conf/all/forwarding", 1)

    def station(self, name, v4, v6, mac):
        self.ip("laptop", "link", "add", "to-" + name, "type", "veth", "peer", "name", "wlan0", "netns",
                self.names[name])
        self.ip("laptop", "link", "set", "to-" + name, "master", BRIDGE, "up")
        self.ip(name, "link", "set", "wlan0", "address", mac)
        self.ip(name, "addr", "add", v4 + "/24", "dev", "wlan0")
        self.ip(name, "addr", "add", v6 + "/64", "dev", "wlan0", "nodad")
        self.ip(name, "link", "set", "wlan0", "up")
        self.ip(name, "route", "add", "default", "via", LAPTOP4)
        self.ip(name, "-6", "route", "add", "default", "via", LAPTOP6)

    def socket(self, where, family, kind):
        """A socket that lives in that namespace, for this process."""
        other = os.open(f"/run/netns/{self.names[where]}", os.O_RDONLY)
        try:
            if libc.setns(other, CLONE_NEWNET) != 0:
                skip("this system lets no namespace be entered")
            return socket.socket(family, kind)
        finally:
            libc.setns(self.own, CLONE_NEWNET)
            os.close(other)


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET
