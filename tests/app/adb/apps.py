# SPDX-License-Identifier: GPL-3.0-or-later
"""An app of the test phone: a process with a user id of its own that opens short connections as fast as it is told.
   apps.py UID SECONDS PER_SECOND [NAME:PORT ...]   the truth, one line a connection: UID LOCAL_PORT HOST PORT BEGIN END (seconds)
Started inside the phone's namespace, by root."""
import encodings.idna  # noqa: F401  before the user id is given up, who may not read it then
import heapq
import os
import random
import selectors
import socket
import sys
import time

uid, seconds, rate = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
targets = [(name.rpartition(":")[0], int(name.rpartition(":")[2])) for name in sys.argv[4:]]
os.setgid(uid)
os.setuid(uid)
pick = random.Random(uid)
poll = selectors.DefaultSelector()
closing, log, count = [], [], 0


def open_one(now):
    global count
    host, port = pick.choice(targets)
    count += 1
    connection = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    connection.setblocking(False)
    begun = time.time()
    if connection.connect_ex((host, port)) not in (0, 115):
        connection.close()
        return
    life = pick.expovariate(1 / 3.0) if count % 40 == 0 else pick.expovariate(1 / 0.15)
    log.append([uid, connection.getsockname()[1], host.removeprefix("::ffff:"), port, begun, begun])
    heapq.heappush(closing, (now + life, count, connection, log[-1]))


begin = time.time()
opened = 0
while True:
    now = time.time()
    while opened < min(now - begin, seconds) * rate:
        opened += 1
        open_one(now)
    while closing and closing[0][0] <= now:
        _, _, connection, line = heapq.heappop(closing)
        try:
            connection.send(b"bye")
        except OSError:
            pass
        connection.close()
        line[5] = time.time()
    if now - begin > seconds and not closing:
        break
    time.sleep(0.002)  # this is the app's pace, nothing waits for it
for line in log:
    print(*line)
