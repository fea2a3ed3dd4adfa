// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

namespace telltale::capturing {

const char *const usageText = R"(Usage: telltale-capture -i IFACE [options]
       telltale-capture --rules

Captures the packets of one network interface and writes them as pcapng to standard output, for
example:  telltale-capture -i wlan0 | tshark -r -
It stops when its standard input closes, when the program that started it ends, and on SIGINT or
SIGTERM.

  -i, --interface IFACE   the interface to capture on
  -f, --filter BPF        only packets that this filter lets through (see pcap-filter(7));
                          default: the traffic of the stations, where some are chosen
      --snaplen N         octets kept of each packet, 64 to 262144 (default 262144)
      --buffer MIB        size of the kernel's buffer, 1 to 1024 (default 32)
      --station IP|MAC    only this one behind the interface; repeatable
      --redirect ADDR:PORT  while it runs, TCP connections of the stations go to the relay that
                          listens there; once for IPv4 and once for IPv6 ([ADDR]:PORT). Without
                          an address of one family, connections of that family to these ports
                          are refused, so that a phone takes the other
      --ports LIST        the TCP ports that are redirected (default 443)
      --refuse-quic       with --redirect: refuse UDP port 443, so that QUIC falls back to TCP
      --rules             print the rules of this computer's packet filter as JSON, and end
      --help, --version

Lines on standard input:  statistics  write the counts of packets now
                          filter BPF  use another filter
                          redirect off  end the redirection and go on capturing; it cannot be made
                                      again. Counts with a comment that says so mark the place
                          stop        end

The redirection is an nftables table named telltale that belongs to this process: the kernel itself
removes it when the process ends, in whatever way.

Exit status: 0 stopped, 1 wrong usage, 2 writing failed, 4 a privilege or the device is missing.
)";

} // namespace telltale::capturing
