// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/socket_owners.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

using namespace telltale;
using namespace telltale::attribution;

namespace {

net::Endpoint end(const char *ip, std::uint16_t port)
{
    return {*ip != '\0' ? *net::IpAddress::parse(ip) : net::IpAddress(), port};
}

const net::Endpoint phone = end("10.42.0.2", 40000);
const net::Endpoint server = end("203.0.113.5", 443);

/// Times are milliseconds.
base::Timestamp at(std::int64_t milliseconds)
{
    return {milliseconds * 1'000'000};
}

session::Connection connection(std::uint64_t id, std::int64_t from, std::int64_t to,
    net::Transport transport = net::Transport::tcp, net::Endpoint a = phone, net::Endpoint b = server)
{
    session::Connection c;
    c.id = {id, 0};
    c.time = at(from);
    c.end = at(to);
    c.transport = transport;
    c.originator = a;
    c.responder = b;
    return c;
}

SocketSeen socket(std::uint32_t uid, std::int64_t time, net::Transport transport = net::Transport::tcp,
    net::Endpoint local = phone, net::Endpoint remote = server)
{
    return {session::AppSource::device, at(time), transport, local, remote, uid};
}

/// A socket that was seen from one time to another.
void seen(SocketOwners &owners, std::uint32_t uid, std::int64_t from, std::int64_t to)
{
    owners.add(socket(uid, from));
    owners.add(SocketGone{socket(uid, to)});
}

} // namespace

TEST(SocketOwners, theSameEndsAtTheSameTime)
{
    SocketOwners owners;
    seen(owners, 10123, 2000, 2400);
    owners.add(connection(1, 1000, 5000));
    owners.add(connection(2, 1000, 5000, net::Transport::tcp, end("10.42.0.3", 40000)));
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    EXPECT_FALSE(owners.ownerOf({2, 0})) << "another phone";
    EXPECT_FALSE(owners.ownerOf({9, 0}));
    owners.add(connection(3, 1000, 5000, net::Transport::tcp, server, phone));
    EXPECT_EQ(owners.ownerOf({3, 0}), 10123U) << "the first packet was the server's";
}

TEST(SocketOwners, aShortConnectionHasTheSocketSeenNearby)
{
    SocketOwners owners;
    owners.add(connection(1, 1000, 1030));
    seen(owners, 10123, 1100, 1100);
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    owners.add(connection(2, 60'000, 60'030));
    EXPECT_FALSE(owners.ownerOf({2, 0})) << "the port was used again, and nobody looked";
}

TEST(SocketOwners, aPortUsedAgainIsNobodys)
{
    SocketOwners owners;
    owners.add(connection(1, 1000, 1030));
    owners.add(connection(2, 1500, 1530));
    seen(owners, 10200, 1400, 1400); // may be of either
    EXPECT_FALSE(owners.ownerOf({1, 0}));
    EXPECT_FALSE(owners.ownerOf({2, 0}));
}

TEST(SocketOwners, whatBeginsLongAfterTheSocketWasSeenIsNoRival)
{
    SocketOwners owners;
    owners.add(connection(1, 1000, 1030));
    owners.add(socket(10123, 1100));
    owners.add(SocketsThere{session::AppSource::device, at(9000)}); // closed by the server, not yet by the app
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    owners.add(connection(2, 8000, 8030));
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    EXPECT_FALSE(owners.ownerOf({2, 0})) << "the socket may still be that of the first";
}

TEST(SocketOwners, whatWasSeenAmongItsPacketsIsSureEvenThen)
{
    SocketOwners owners;
    owners.add(connection(1, 1000, 3000));
    owners.add(connection(2, 3200, 3210));
    seen(owners, 10123, 1500, 2900);
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    EXPECT_FALSE(owners.ownerOf({2, 0}));
    seen(owners, 10200, 3200, 3300);
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
}

TEST(SocketOwners, twoOwnersAreNone)
{
    SocketOwners owners;
    owners.add(connection(1, 1000, 9000));
    seen(owners, 10123, 2000, 2400);
    seen(owners, 10200, 5000, 5400);
    EXPECT_FALSE(owners.ownerOf({1, 0}));
}

TEST(SocketOwners, anOpenSocketIsThereAsLongAsTold)
{
    SocketOwners owners;
    owners.add(socket(10123, 1000));
    owners.add(connection(1, 30'000, 33'000));
    EXPECT_FALSE(owners.ownerOf({1, 0})) << "it may be gone long since";
    owners.add(SocketsThere{session::AppSource::device, at(32'000)});
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    EXPECT_TRUE(owners.takeTouched().contains({1, 0}));
}

TEST(SocketOwners, unconnectedUdpGoesByThePortOfThePhone)
{
    const auto udp = net::Transport::udp;
    SocketOwners owners;
    owners.add(socket(10123, 1000, udp, end("", 50000), end("", 0)));
    owners.add(SocketsThere{session::AppSource::device, at(5000)});
    owners.add(connection(1, 2000, 4000, udp, end("10.42.0.2", 50000), server));
    owners.add(connection(2, 2000, 4000, udp, end("10.42.0.9", 50000), server));
    owners.add(connection(3, 2000, 4000, udp, end("10.42.0.2", 50001), end("203.0.113.5", 50000)));
    EXPECT_FALSE(owners.ownerOf({1, 0})) << "which address is the phone's?";
    owners.add(socket(10123, 1000));
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
    EXPECT_FALSE(owners.ownerOf({2, 0})) << "another phone with the same port";
    EXPECT_FALSE(owners.ownerOf({3, 0})) << "the server's port is not the phone's";
    owners.add(socket(10300, 1500, udp, end("", 50000), end("", 0)));
    owners.add(SocketsThere{session::AppSource::device, at(5200)});
    EXPECT_FALSE(owners.ownerOf({1, 0})) << "two share the port";
}

TEST(SocketOwners, aConnectedUdpSocketCountsMore)
{
    const auto udp = net::Transport::udp;
    SocketOwners owners;
    owners.add(socket(10123, 1000, udp, phone, server));
    owners.add(socket(10300, 1000, udp, end("", phone.port), end("", 0)));
    owners.add(SocketsThere{session::AppSource::device, at(5000)});
    owners.add(connection(1, 2000, 4000, udp));
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
}

TEST(SocketOwners, theOrderDoesNotMatter)
{
    using Step = std::function<void(SocketOwners &)>;
    const std::vector<Step> steps{
        [](SocketOwners &o) { o.add(connection(1, 1000, 1100)); },
        [](SocketOwners &o) { o.add(connection(2, 8000, 12'000)); },
        [](SocketOwners &o) { seen(o, 10123, 1050, 1200); },
        [](SocketOwners &o) { seen(o, 10200, 9000, 9400); },
        [](SocketOwners &o) { seen(o, 10300, 12'500, 12'600); },
    };
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        SocketOwners owners;
        for (const std::size_t step : order)
            steps[step](owners);
        EXPECT_EQ(owners.ownerOf({1, 0}), 10123U);
        EXPECT_EQ(owners.ownerOf({2, 0}), 10200U);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(SocketOwners, manySocketsInOnePlaceAreForgotten)
{
    SocketOwners owners;
    for (std::uint32_t uid = 1; uid <= 1000; ++uid)
        seen(owners, uid, uid * 10'000, uid * 10'000);
    owners.add(connection(1, 10'000, 10'010));
    owners.add(connection(2, 10'000'000, 10'000'010));
    EXPECT_FALSE(owners.ownerOf({1, 0}));
    EXPECT_EQ(owners.ownerOf({2, 0}), 1000U);
    EXPECT_TRUE(owners.full());
}

TEST(SocketOwners, timesOfPacketsAreExact)
{
    SocketOwners owners(SocketOwners::Times::ofPackets);
    seen(owners, 10123, 1000, 1000);
    seen(owners, 10200, 1001, 1100);
    seen(owners, 10300, 1100, 1200);
    owners.add(connection(1, 1000, 1000));
    owners.add(connection(2, 1001, 1050));
    owners.add(connection(3, 1050, 1200));
    owners.add(connection(4, 1201, 1300));
    EXPECT_EQ(owners.ownerOf({1, 0}), 10123U) << "a single packet is enough";
    EXPECT_EQ(owners.ownerOf({2, 0}), 10200U);
    EXPECT_FALSE(owners.ownerOf({3, 0})) << "two owners";
    EXPECT_FALSE(owners.ownerOf({4, 0})) << "near is not enough";
}

namespace {

SocketSeen called(std::uint32_t uid, std::int64_t time, const char *frame)
{
    SocketSeen seen = socket(uid, time);
    seen.stack = {frame};
    return seen;
}

std::string frameOf(const SocketOwners &owners, std::uint64_t id)
{
    const auto stack = owners.stackOf({id, 0});
    return stack ? stack->front() : std::string();
}

} // namespace

TEST(SocketOwners, theStackIsTheFirstOfTheOwnersSockets)
{
    std::vector<SocketSeen> sockets{
        called(10123, 2100, "later"), called(10123, 2000, "first"), called(10123, 2000, "second"), socket(10123, 1900)};
    std::sort(sockets.begin(), sockets.end(), [](const auto &a, const auto &b) { return a.stack < b.stack; });
    do {
        SocketOwners owners;
        owners.add(connection(1, 1000, 5000));
        for (const SocketSeen &seen : sockets)
            owners.add(seen);
        EXPECT_EQ(frameOf(owners, 1), "first");
    } while (std::next_permutation(
        sockets.begin(), sockets.end(), [](const auto &a, const auto &b) { return a.stack < b.stack; }));
}

TEST(SocketOwners, noStackWhereNoOwnerIsSure)
{
    SocketOwners owners;
    EXPECT_EQ(owners.stackOf({1, 0}), nullptr);
    owners.add(connection(1, 1000, 5000));
    owners.add(called(10123, 2000, "one"));
    EXPECT_EQ(frameOf(owners, 1), "one");
    owners.takeTouched();
    owners.add(called(10124, 2000, "two"));
    EXPECT_EQ(frameOf(owners, 1), "");
    EXPECT_EQ(owners.takeTouched().size(), 1U);
    EXPECT_EQ(owners.stackOf({7, 0}), nullptr);
}
