// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/packet_owners.h"

#include "support/analysis_run.h"
#include "support/capture_text.h"
#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace telltale;
using attribution::PhoneEvent;
using attribution::SocketGone;
using attribution::SocketSeen;
using attribution::UidPackages;
using engine::PacketOwners;
using session::App;
using session::AppSource;
using session::Confidence;

namespace {

net::TransportPacket packet(std::uint16_t port, bool fromPhone = true)
{
    net::TransportPacket p;
    p.source = {*net::IpAddress::parse("10.215.173.1"), port};
    p.destination = {*net::IpAddress::parse("192.0.2.7"), 443};
    if (!fromPhone)
        std::swap(p.source, p.destination);
    return p;
}

/// "+10123@5": seen then; "-10123@5": gone then.
std::vector<std::string> words(const std::vector<PhoneEvent> &events)
{
    std::vector<std::string> out;
    const auto word = [](char sign, const SocketSeen &socket) {
        EXPECT_EQ(socket.source, AppSource::pcapdroid);
        return sign + std::to_string(socket.uid) + '@' + std::to_string(socket.time.nanoseconds);
    };
    for (const PhoneEvent &event : events) {
        if (const auto *seen = std::get_if<SocketSeen>(&event))
            out.push_back(word('+', *seen));
        else if (const auto *gone = std::get_if<SocketGone>(&event))
            out.push_back(word('-', gone->socket));
        else if (const auto *app = std::get_if<UidPackages>(&event))
            out.push_back(app->name + ':' + (app->packages.empty() ? "" : app->packages.front()));
    }
    return out;
}

using Words = std::vector<std::string>;

/// Two conversations of five packets each, the second from packet 5 on.
std::string twoConversations()
{
    test::CaptureText capture;
    capture.open().client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").close();
    capture.next().open().client("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n").close();
    return capture.bytes();
}

/// The claims on each connection, in the order of their first packets, by PCAPdroid.
std::vector<std::vector<App>> appsOf(const std::string &capture, unsigned threads)
{
    const test::TemporaryFolder folder;
    engine::Options options;
    options.threads = threads;
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.file("phone.capture", capture)}, options);
    std::vector<std::vector<App>> apps;
    for (const auto &[id, connection] : run.connections) {
        auto &claims = apps.emplace_back(connection.appClaims);
        std::erase_if(claims, [](const App &app) { return app.source != AppSource::pcapdroid; });
    }
    return apps;
}

const App shop{"com.shop", "The Shop", AppSource::pcapdroid, Confidence::certain};

} // namespace

TEST(PacketOwners, tellsFromTheFirstToTheLastPacketOfAnOwner)
{
    PacketOwners owners;
    owners.saw(packet(1), {3}, 10123);
    owners.saw(packet(1, false), {5}, 10123);
    owners.saw(packet(1), {4}, 10123);
    EXPECT_EQ(words(owners.take()), (Words{"+10123@3", "+10123@5"}));
    EXPECT_EQ(words(owners.take()), Words{});
    owners.saw(packet(1), {9}, 10123);
    EXPECT_EQ(words(owners.take()), (Words{"+10123@3", "+10123@9"}));
}

TEST(PacketOwners, anotherOwnerEndsTheSocket)
{
    PacketOwners owners;
    owners.saw(packet(1), {1}, 10123);
    owners.saw(packet(1), {2}, 10200);
    owners.saw(packet(1), {3}, 10200);
    EXPECT_EQ(words(owners.take()), (Words{"+10123@1", "-10123@1", "+10200@2", "+10200@3"}));
    owners.saw(packet(1), {4}, -1);
    owners.saw(packet(2), {4}, -1);
    EXPECT_EQ(words(owners.take()), (Words{"+10200@2", "+10200@3", "-10200@3"}));
}

TEST(PacketOwners, keepsTheFirstNameAndAllPackages)
{
    PacketOwners owners;
    owners.add({10123, "", "Shop"}, {1});
    EXPECT_EQ(words(owners.take()), Words{"Shop:"});
    owners.add({10123, "", "Shop"}, {2});
    owners.add({10123, "com.shop", "Other"}, {2});
    owners.add({-1, "com.none", "None"}, {2});
    EXPECT_EQ(words(owners.take()), Words{"Shop:com.shop"});
}

TEST(PacketOwners, readsComments)
{
    PacketOwners owners;
    capture::Packet p;
    p.linkType = net::LinkType::raw;
    for (const auto &[comment, uid] :
        std::vector<std::pair<std::string, std::optional<std::int32_t>>>{{"u-10123", 10123}, {"u--1", -1},
            {"u-", std::nullopt}, {"u-12x", std::nullopt}, {"u-99999999999", std::nullopt}, {"", std::nullopt}}) {
        p.comments = {"private browsing", comment};
        EXPECT_EQ(owners.ownerOf(p), uid) << comment;
    }
}

TEST(PacketOwners, aTrailerHasTheLabelAlone)
{
    const auto owner = [](std::size_t number) { return number < 5 ? 10123 : 10200; };
    for (const unsigned threads : {1U, 3U}) {
        const auto apps = appsOf(test::pcapdroidPcap(twoConversations(), owner, "Mi Browser"), threads);
        ASSERT_EQ(apps.size(), 2U);
        for (const auto &claims : apps)
            EXPECT_EQ(claims, (std::vector{App{"", "Mi Browser", AppSource::pcapdroid, Confidence::certain}}));
    }
}

TEST(PacketOwners, aFrameWithoutRoomForItsTrailerIsReadAllTheSame)
{
    const auto owner = [](std::size_t number) { return number == 7 ? -2 : 10123; };
    const auto apps = appsOf(test::pcapdroidPcap(twoConversations(), owner, "Shop"), 1);
    const test::TemporaryFolder folder;
    const auto run = test::AnalysisRun::of(
        engine::FileInput{folder.file("a.pcap", test::pcapdroidPcap(twoConversations(), owner, "Shop", -2))});
    EXPECT_EQ(run.exchanges.size(), 2U) << "packet 7 carries the second request";
    ASSERT_EQ(apps.size(), 2U);
    EXPECT_EQ(apps[1].size(), 1U);
}

TEST(PacketOwners, aMapOfUserIdsHasThePackage)
{
    struct Case {
        const char *what;
        test::OwnerOf ownerOf;
        std::vector<std::vector<App>> apps;
    };
    const std::vector<Case> cases{
        {"each its own", [](std::size_t n) { return n < 5 ? 10123 : -1; }, {{shop}, {}}},
        {"an unknown packet takes nothing back", [](std::size_t n) { return n % 2 == 0 ? 10123 : -1; },
            {{shop}, {shop}}},
        {"two owners are none", [](std::size_t n) { return n == 4 ? 10200 : 10123; }, {{}, {shop}}},
        {"an id without an app", [](std::size_t) { return 10999; }, {{}, {}}},
    };
    const std::string map = test::pcapdroidApp(10123, "com.shop", "The Shop") + test::pcapdroidApp(10200, "com.b", "B");
    for (const Case &c : cases) {
        for (const unsigned threads : {1U, 4U})
            EXPECT_EQ(appsOf(test::pcapdroidPcapng(twoConversations(), c.ownerOf, map), threads), c.apps) << c.what;
    }
}
