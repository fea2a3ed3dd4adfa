# SPDX-License-Identifier: GPL-3.0-or-later
"""What the adb server and the phone's side of it share: shells that are really run, and their packets.

A "phone" is a command prefix (ip netns exec …), a folder of programs that stand in for Android's own (cmd,
dumpsys, pm), and a serial number."""
import os
import struct
import subprocess

STDIN, STDOUT, STDERR, EXIT = 0, 1, 2, 3


class Phone:
    def __init__(self, serial, prefix=(), programs=None, model="Redmi_Note_8", state="device", uid=None, features=("shell_v2", "cmd")):
        self.serial, self.prefix, self.programs = serial, tuple(prefix), programs
        self.model, self.state, self.uid, self.features = model, state, uid, features

    def start(self, command):
        """The command in a shell of the phone, as user 2000 where the test may do that."""
        environment = dict(os.environ)
        if self.programs:
            environment["PATH"] = f"{self.programs}:{environment['PATH']}"
        drop = ("setpriv", f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups") if self.uid else ()
        return subprocess.Popen([*self.prefix, *drop, "sh", "-c", command], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True)


def run_shell(phone, service, send, alive=lambda: True):
    """Serves shell,v2:, shell: and exec:. send() raises OSError when nobody listens any more."""
    kind, _, command = service.partition(":")
    v2 = kind.startswith("shell,v2")
    if not command:
        command = "sh"
    process = phone.start(command)
    try:
        while alive():
            data = os.read(process.stdout.fileno(), 8192)
            if not data:
                break
            send(struct.pack("<BI", STDOUT, len(data)) + data if v2 else data)
        if alive() and v2:
            send(struct.pack("<BIB", EXIT, 1, process.wait() & 0xff))
    except OSError:
        pass
    finally:
        process.stdout.close()
        process.kill()
        process.wait()
