// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/neighbour_table.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

namespace telltale::capture {
namespace {

using namespace test;

template <typename Value>
ByteBuffer raw(const Value &value)
{
    return base::toBuffer({reinterpret_cast<const std::uint8_t *>(&value), sizeof value});
}

ByteBuffer attribute(std::uint16_t type, const ByteBuffer &value)
{
    const rtattr header{static_cast<unsigned short>(sizeof(rtattr) + value.size()), type};
    ByteBuffer bytes = joined(raw(header), value);
    bytes.resize((bytes.size() + 3) / 4 * 4);
    return bytes;
}

ByteBuffer message(std::uint16_t type, const ByteBuffer &body)
{
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + body.size());
    header.nlmsg_type = type;
    return joined(raw(header), body);
}

ByteBuffer neighbour(int interface, std::uint16_t state, const char *ip, const char *mac)
{
    ndmsg body{};
    body.ndm_ifindex = interface;
    body.ndm_state = state;
    return message(
        RTM_NEWNEIGH, joined(joined(raw(body), attribute(NDA_DST, addressBytes(ip))), attribute(NDA_LLADDR, hex(mac))));
}

TEST(NeighbourTable, NamesStationsByAddressAndHardware)
{
    ByteBuffer answer = neighbour(3, NUD_REACHABLE, "10.42.0.2", "02fc00000005");
    answer = joined(answer, neighbour(3, NUD_STALE, "fe80::5", "02fc00000005"));
    answer = joined(answer, neighbour(3, NUD_FAILED, "10.42.0.3", "02fc00000006"));
    answer = joined(answer, neighbour(3, NUD_NOARP, "10.42.0.4", "02fc00000006"));
    answer = joined(answer, neighbour(3, NUD_STALE, "ff02::1", "333300000001"));
    answer = joined(answer, message(NLMSG_DONE, {}));
    bool done = false;
    const auto neighbours = parseNeighbours(answer, done);
    EXPECT_TRUE(done);
    ASSERT_EQ(neighbours.size(), 2U);
    EXPECT_EQ(neighbours[0].first, 3);
    EXPECT_EQ(neighbours[0].second.ip.text(), "10.42.0.2");
    EXPECT_EQ(neighbours[0].second.mac, "02:fc:00:00:00:05");
    EXPECT_TRUE(neighbours[0].second.reachable);
    EXPECT_FALSE(neighbours[1].second.reachable);
}

TEST(NeighbourTable, CutAnywhereItDoesNoHarm)
{
    const ByteBuffer answer = joined(neighbour(3, NUD_REACHABLE, "10.42.0.2", "02fc00000005"), message(NLMSG_DONE, {}));
    for (std::size_t cut = 0; cut < answer.size(); ++cut) {
        bool done = false;
        EXPECT_LE(parseNeighbours(base::ByteView(answer).first(cut), done).size(), 1U) << cut;
    }
}

} // namespace
} // namespace telltale::capture
