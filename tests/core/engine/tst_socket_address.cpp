// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/socket_address.h"

#include "capture/unique_descriptor.h"

#include <gtest/gtest.h>

#include <poll.h>
#include <unistd.h>

using namespace telltale;
using engine::SocketAddress;

namespace {

net::Endpoint endpoint(const char *ip, std::uint16_t port)
{
    return {*net::IpAddress::parse(ip), port};
}

} // namespace

TEST(SocketAddress, whatIsPutInComesOut)
{
    for (const net::Endpoint &end : {endpoint("10.42.0.1", 1234), endpoint("fd00::1", 65535), endpoint("0.0.0.0", 0)})
        EXPECT_EQ(SocketAddress(end).endpoint(), end) << end.text();
    EXPECT_EQ(SocketAddress(endpoint("fd00::1", 1)).family(), AF_INET6);
    EXPECT_EQ(SocketAddress(endpoint("10.42.0.1", 1)).family(), AF_INET);
}

TEST(SocketAddress, noAddressIsAnyOfIpv4)
{
    EXPECT_EQ(SocketAddress(net::Endpoint{{}, 7}).endpoint(), endpoint("0.0.0.0", 7));
}

TEST(SocketAddress, ipv4InASocketOfIpv6IsIpv4)
{
    EXPECT_EQ(SocketAddress(endpoint("::ffff:10.42.0.1", 9)).endpoint(), endpoint("10.42.0.1", 9));
}

TEST(SocketAddress, otherFamiliesAreNone)
{
    EXPECT_EQ(SocketAddress().endpoint(), net::Endpoint{});
}

TEST(SocketAddress, whereASocketIsAndWhenItIsReady)
{
    SocketAddress here(endpoint("127.0.0.1", 0));
    const capture::UniqueDescriptor listener(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::bind(listener.get(), here.raw(), *here.length()), 0);
    const net::Endpoint at = engine::localEnd(listener.get());
    EXPECT_EQ(at.ip.text(), "127.0.0.1");
    EXPECT_NE(at.port, 0);
    EXPECT_FALSE(engine::isReady(listener.get(), POLLIN, 0));
    SocketAddress there(at);
    const capture::UniqueDescriptor sender(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::sendto(sender.get(), "x", 1, 0, there.raw(), *there.length()), 1);
    EXPECT_TRUE(engine::isReady(listener.get(), POLLIN, 10'000));
    EXPECT_EQ(engine::localEnd(-1), net::Endpoint{});
}
