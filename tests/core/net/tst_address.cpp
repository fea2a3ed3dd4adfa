// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/address.h"

#include <gtest/gtest.h>
#include <set>

namespace telltale::net {
namespace {

TEST(IpAddress, WritesTheCanonicalForm)
{
    const std::pair<const char *, const char *> table[] = {
        {"192.0.2.1", "192.0.2.1"},
        {"0.0.0.0", "0.0.0.0"},
        {"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"}, // RFC 5952 4.2.2: one group is not shortened
        {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"}, // 4.2.3: the longest run
        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"}, // the first of equal runs
        {"::ffff:192.0.2.1", "::ffff:192.0.2.1"},
        {"::", "::"},
    };
    for (const auto &[input, canonical] : table) {
        const auto address = IpAddress::parse(input);
        ASSERT_TRUE(address) << input;
        EXPECT_EQ(address->text(), canonical);
    }
}

TEST(IpAddress, RefusesWhatIsNone)
{
    using namespace std::string_view_literals;
    for (const auto input :
        {""sv, "1.2.3"sv, "1.2.3.256"sv, "1.2.3.4 "sv, ":::"sv, "fe80::1%eth0"sv, "1.2.3.4\0x"sv, "host"sv})
        EXPECT_FALSE(IpAddress::parse(input)) << input;
}

TEST(IpAddress, NullAndWrongSizesAreNull)
{
    const std::uint8_t three[3]{};
    EXPECT_TRUE(IpAddress().isNull());
    EXPECT_EQ(IpAddress().text(), "");
    EXPECT_TRUE(IpAddress::v4(three).isNull());
    EXPECT_TRUE(IpAddress::v6(three).isNull());
}

TEST(IpAddress, MappedAddressesStayIpv6)
{
    EXPECT_NE(*IpAddress::parse("::ffff:192.0.2.1"), *IpAddress::parse("192.0.2.1"));
}

TEST(FlowKey, IsTheSameForBothDirections)
{
    const Endpoint phone{*IpAddress::parse("10.0.0.2"), 40000}, server{*IpAddress::parse("198.51.100.7"), 443};
    const FlowKey there = FlowKey::of(phone, server, Transport::tcp), back = FlowKey::of(server, phone, Transport::tcp);
    EXPECT_EQ(there, back);
    EXPECT_EQ(flowHash(there), flowHash(back));
    EXPECT_NE(there, FlowKey::of(phone, server, Transport::udp));
    EXPECT_NE(flowHash(there), flowHash(FlowKey::of(phone, server, Transport::udp)));
}

TEST(FlowKey, HashIsStableBetweenRuns)
{
    // Written down once: shards and golden files rely on it.
    const FlowKey key =
        FlowKey::of({*IpAddress::parse("10.0.0.2"), 40000}, {*IpAddress::parse("10.0.0.3"), 80}, Transport::tcp);
    EXPECT_EQ(flowHash(key), 0x9b66dab9a77f25d7ULL);
    std::set<std::uint64_t> seen;
    std::array<int, 4> shards{};
    for (std::uint16_t port = 1024; port < 5024; ++port) {
        const auto hash = flowHash(FlowKey::of({key.a.ip, port}, key.b, Transport::tcp));
        seen.insert(hash);
        ++shards[hash % shards.size()];
    }
    EXPECT_EQ(seen.size(), 4000U);
    for (const int load : shards)
        EXPECT_NEAR(load, 1000, 150);
}

} // namespace
} // namespace telltale::net
