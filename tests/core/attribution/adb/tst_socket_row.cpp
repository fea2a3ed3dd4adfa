// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/socket_row.h"

#include <gtest/gtest.h>

using namespace telltale;
using attribution::adb::readSocketRow;
using attribution::adb::SocketRow;

namespace {

net::Endpoint end(const char *ip, std::uint16_t port)
{
    return {*ip != '\0' ? *net::IpAddress::parse(ip) : net::IpAddress(), port};
}

} // namespace

TEST(SocketRow, readsTheFourTables)
{
    const auto tcp = readSocketRow("/proc/net/tcp:   3: 02002A0A:9C40 05D8B8C0:01BB 01 00000000:00000000 02:000005D2 "
                                   "00000000 10123        0 81234 2 0000 20 4 0 10 -1");
    EXPECT_EQ(tcp, (SocketRow{net::Transport::tcp, end("10.42.0.2", 40000), end("192.184.216.5", 443), 10123}));
    const auto tcp6 =
        readSocketRow("/proc/net/tcp6:  11: B80D0120000000000000000002000000:D431 "
                      "B80D0120000000000000000001000000:01BB 08 00000000:00000000 00:00000000 00000000 10200 0 1");
    EXPECT_EQ(tcp6, (SocketRow{net::Transport::tcp, end("2001:db8::2", 54321), end("2001:db8::1", 443), 10200}));
    const auto udp = readSocketRow("/proc/net/udp: 4311: 00000000:C350 00000000:0000 07 00000000:00000000 00:00000000 "
                                   "00000000 10150        0 4 2 0000 0");
    EXPECT_EQ(udp, (SocketRow{net::Transport::udp, end("", 50000), end("", 0), 10150}));
}

TEST(SocketRow, mappedAddressesAreIpv4)
{
    const auto row = readSocketRow("/proc/net/tcp6: 0: 0000000000000000FFFF000002002A0A:9C40 "
                                   "0000000000000000FFFF000005D8B8C0:01BB 01 0:0 0:0 0 10123 0 1");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->local, end("10.42.0.2", 40000));
    EXPECT_EQ(row->remote, end("192.184.216.5", 443));
}

TEST(SocketRow, whatTellsNothingIsLeftOut)
{
    for (const char *line : {
             "/proc/net/tcp: 3: 02002A0A:9C40 05D8B8C0:01BB 06 0:0 0:0 0 10123 0 1", // TIME_WAIT
             "/proc/net/tcp: 3: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 0 0 1", // root, or nobody any more
             "/proc/net/tcp: 3: 02002A0A:9C40 00000000:0000 0A 0:0 0:0 0 10123 0 1", // listening
             "/proc/net/tcp: 3: 0100007F:9C40 0100007F:01BB 01 0:0 0:0 0 10123 0 1", // inside the phone
             "/proc/net/tcp6: 3: 00000000000000000000000001000000:9C40 00000000000000000000000001000000:01BB 01 0:0 "
             "0:0 0 1 0 1",
             "/proc/net/udp: 3: 02002A0A:0000 05D8B8C0:01BB 01 0:0 0:0 0 10123 0 1", // no port
         })
        EXPECT_FALSE(readSocketRow(line)) << line;
}

TEST(SocketRow, whatIsNoRowIsNone)
{
    for (const char *line :
        {"", "/proc/net/tcp", "/proc/net/tcp:", "/proc/net/raw: 3: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 10123 0 1",
            "/proc/net/tcp: 3: 02002A0:9C40 05D8B8C0:01BB 01 0:0 0:0 0 10123", "/proc/net/tcp: 3: 02002A0A:9C40",
            "/proc/net/tcp: 3: 02002A0A:19C40 05D8B8C0:01BB 01 0:0 0:0 0 10123",
            "/proc/net/tcp: 3: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 99999999999",
            "/proc/net/tcp: 3: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 -1", "etc/passwd: x"})
        EXPECT_FALSE(readSocketRow(line)) << line;
}
