// SPDX-License-Identifier: GPL-3.0-or-later
// A phone that opens 2 000 short connections a second, in a model with known owners: the tables are printed as the
// phone prints them, come late, and go the way everything from a phone goes. No connection may get another app's name.
#include "attribution/adb/socket_watch.h"
#include "attribution/socket_owners.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>

using namespace telltale;
using namespace telltale::attribution;

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1000 * millisecond;

struct Opened {
    session::Connection connection; ///< its packets
    std::uint32_t uid = 0;
    std::int64_t socketFrom = 0;
    std::int64_t socketTo = 0;
};

struct Model {
    std::int64_t seconds = 10;
    int perSecond = 2000;
    int ports = 28'000; ///< the kernel takes them from
    double meanMilliseconds = 150;
    bool mapped = false; ///< the tables show IPv4-mapped addresses
};

net::IpAddress server(unsigned number)
{
    const std::array<std::uint8_t, 4> octets{203, 0, 113, static_cast<std::uint8_t>(number)};
    return net::IpAddress::v4(octets);
}

const net::IpAddress phone = *net::IpAddress::parse("10.42.0.2");

std::vector<Opened> open(const Model &model, std::mt19937 &random)
{
    std::vector<Opened> all;
    std::map<std::pair<unsigned, int>, std::int64_t> busyUntil; // by server and port
    std::exponential_distribution<> life(1 / model.meanMilliseconds);
    for (std::int64_t i = 0; i < model.seconds * model.perSecond; ++i) {
        const std::int64_t begin = 100 * second + i * second / model.perSecond;
        const unsigned to = 1 + random() % 3;
        int port = 0;
        do
            port = 32'000 + static_cast<int>(random() % static_cast<unsigned>(model.ports));
        while (busyUntil[{to, port}] > begin);
        const bool isLong = random() % 50 == 0;
        const auto last =
            begin + static_cast<std::int64_t>((isLong ? 40 : 1) * life(random) * static_cast<double>(millisecond));
        Opened one;
        one.uid = 10'100 + random() % 8;
        one.socketFrom = begin - static_cast<std::int64_t>(random() % 3) * millisecond;
        one.socketTo = last + static_cast<std::int64_t>(random() % 60) * millisecond;
        busyUntil[{to, port}] = one.socketTo + 1; // the server closed first: the port is free at once
        one.connection.id = {static_cast<std::uint64_t>(i + 1), 0};
        one.connection.time = {begin};
        one.connection.end = {last};
        one.connection.originator = {phone, static_cast<std::uint16_t>(port)};
        one.connection.responder = {server(to), 443};
        all.push_back(one);
    }
    return all;
}

std::string hex(const net::IpAddress &ip, bool mapped)
{
    char text[40];
    const auto b = ip.bytes();
    std::snprintf(
        text, sizeof text, "%s%02X%02X%02X%02X", mapped ? "0000000000000000FFFF0000" : "", b[3], b[2], b[1], b[0]);
    return text;
}

/// What the script prints of this moment; closed sockets stay for a while without an owner.
std::string look(const std::vector<Opened> &all, std::int64_t now, bool mapped)
{
    char mark[32];
    std::snprintf(mark, sizeof mark, "#at %lld.%02lld\n", static_cast<long long>(now / second),
        static_cast<long long>(now % second / (10 * millisecond)));
    std::string text = mark;
    for (const Opened &one : all) {
        if (one.socketFrom > now)
            break;
        if (one.socketTo + second < now)
            continue;
        char row[200];
        std::snprintf(row, sizeof row, "/proc/net/tcp%s: 1: %s:%04X %s:%04X %s 0:0 0:0 0 %u 0 1\n", mapped ? "6" : "",
            hex(one.connection.originator.ip, mapped).c_str(), one.connection.originator.port,
            hex(one.connection.responder.ip, mapped).c_str(), one.connection.responder.port,
            one.socketTo < now ? "06" : "01", one.socketTo < now ? 0 : one.uid);
        text += row;
    }
    return text + "#end\n";
}

struct Shares {
    double attributed = 0;
    std::size_t wrong = 0;
    std::size_t settled = 0; ///< said before the end that it stays
    std::size_t revoked = 0; ///< and did not stay
};

using Said = std::map<session::ConnectionId, std::optional<std::uint32_t>>;

/// What is settled by now, of those whose packets were read.
void settle(
    const SocketOwners &owners, const std::vector<Opened> &all, std::size_t read, base::Timestamp there, Said &said)
{
    for (std::size_t i = 0; i < read; ++i) {
        const session::Connection &one = all[i].connection;
        if (one.end.nanoseconds + 1'600'000'000 * second <= there.nanoseconds - SocketOwners::settledAfter
            && !said.contains(one.id))
            said.emplace(one.id, owners.ownerOf(one.id));
    }
}

Shares run(const Model &model, unsigned seed)
{
    std::mt19937 random(seed);
    const std::vector<Opened> all = open(model, random);
    adb::SocketWatch watch;
    SocketOwners owners;
    std::size_t next = 0;
    std::int64_t delivered = 0;
    Said said;
    for (std::int64_t now = 100 * second; now < (101 + model.seconds) * second;
         now += (200 + random() % 40) * millisecond) {
        // USB takes some milliseconds; now and then the machine is busy, and all that comes then is late.
        const std::int64_t delay =
            (random() % 40 == 0 ? 2000 : 5) * millisecond + static_cast<std::int64_t>(random() % 20) * millisecond;
        delivered = std::max(delivered, now + 1'600'000'000 * second + delay);
        std::optional<base::Timestamp> there;
        for (const PhoneEvent &event : watch.feed(look(all, now, model.mapped), {delivered})) {
            std::visit(
                [&owners](const auto &value) {
                    if constexpr (requires { owners.add(value); })
                        owners.add(value);
                },
                event);
            if (const auto *told = std::get_if<SocketsThere>(&event))
                there = told->time;
        }
        for (; next < all.size() && all[next].connection.time.nanoseconds < now; ++next) {
            session::Connection c = all[next].connection; // by this computer's clock
            c.time.nanoseconds += 1'600'000'000 * second;
            c.end.nanoseconds += 1'600'000'000 * second;
            owners.add(c);
        }
        if (there)
            settle(owners, all, next, *there, said);
    }
    Shares shares;
    shares.settled = said.size();
    for (const auto &[id, uid] : said)
        shares.revoked += owners.ownerOf(id) != uid ? 1 : 0;
    std::size_t attributed = 0;
    for (const Opened &one : all) {
        const auto uid = owners.ownerOf(one.connection.id);
        attributed += uid ? 1 : 0;
        shares.wrong += uid && *uid != one.uid ? 1 : 0;
    }
    shares.attributed = static_cast<double>(attributed) / static_cast<double>(all.size());
    return shares;
}

} // namespace

TEST(SocketChurn, noConnectionGetsAnotherAppsName)
{
    const std::map<std::string, Model> models{
        {"2 000/s, 150 ms", {}},
        {"2 000/s, 30 ms", {10, 2000, 28'000, 30, false}},
        {"2 000/s, 150 ms, 2 000 ports used again at once", {10, 2000, 2000, 150, true}},
        {"20/s, 2 s", {60, 20, 28'000, 2000, false}},
    };
    for (const auto &[name, model] : models) {
        for (unsigned seed = 1; seed <= 2; ++seed) {
            const Shares shares = run(model, seed);
            std::printf("%-50s attributed %5.1f %%, wrong %zu, settled %zu, revoked %zu\n", name.c_str(),
                100 * shares.attributed, shares.wrong, shares.settled, shares.revoked);
            EXPECT_EQ(shares.wrong, 0U) << name;
            EXPECT_GT(shares.settled, 100U) << name;
            EXPECT_EQ(shares.revoked, 0U) << name;
            EXPECT_GT(shares.attributed, 0.02) << name;
        }
    }
}
