// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/relay_process.h"

#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

using namespace telltale;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// A shell script in the relay's place: it speaks as the relay does, through the same descriptors.
struct Stand {
    test::TemporaryFolder folder;
    engine::RelaySettings settings;

    explicit Stand(const std::string &script)
    {
        settings.program = folder.file("relay", "#!/bin/sh\n" + script);
        std::filesystem::permissions(settings.program, std::filesystem::perms::owner_all);
        settings.listen.push_back({*net::IpAddress::parse("127.0.0.1"), 0});
    }
};

std::string listening(std::uint16_t port)
{
    intercept::RelayEvent event;
    event.kind = intercept::RelayEventKind::listening;
    event.destination = {*net::IpAddress::parse("127.0.0.1"), port};
    event.reason = "relay";
    std::string line = intercept::formatRelayEvent(event);
    line.pop_back();
    return "echo '" + line + "' >&3\n";
}

/// News until there is as much as expected; a test that waits too long ends by its own time limit.
engine::RelayProcess::News newsWith(engine::RelayProcess &relay, const std::string &keys)
{
    engine::RelayProcess::News all;
    while (all.keyLines.size() < keys.size()) {
        auto some = relay.takeNews();
        all.keyLines += some.keyLines;
        all.events.insert(all.events.end(), some.events.begin(), some.events.end());
        std::this_thread::yield();
    }
    return all;
}

} // namespace

TEST(RelayProcess, itsPortIsKnownAndItsKeysCome)
{
    const Stand stand(listening(4711) + "echo 'CLIENT_RANDOM aa bb'\nprintf 'CLIENT_RANDOM'\necho ' cc dd'\nread end\n");
    std::atomic<bool> ended{false};
    {
        auto relay = engine::RelayProcess::start(stand.settings, [&] { ended = true; });
        ASSERT_TRUE(relay.ok()) << relay.error().text();
        ASSERT_EQ(relay.value()->addresses().size(), 1U);
        EXPECT_EQ(relay.value()->addresses()[0].port, 4711);
        const std::string keys = "CLIENT_RANDOM aa bb\nCLIENT_RANDOM cc dd\n";
        const auto news = newsWith(*relay.value(), keys);
        EXPECT_EQ(news.keyLines, keys);
        EXPECT_EQ(news.events.size(), 1U);
        EXPECT_FALSE(relay.value()->failed());
    }
    EXPECT_FALSE(ended) << "it was stopped by us";
}

TEST(RelayProcess, itsOwnEndIsTold)
{
    const Stand stand(listening(1) + "exit 0\n");
    std::promise<void> ended;
    auto relay = engine::RelayProcess::start(stand.settings, [&] { ended.set_value(); });
    ASSERT_TRUE(relay.ok()) << relay.error().text();
    ended.get_future().wait();
    EXPECT_TRUE(relay.value()->failed());
}

TEST(RelayProcess, whyItDoesNotListenIsItsOwnSentence)
{
    const Stand stand("echo 'telltale-relay: 10.0.0.1 is no address of this computer.' >&2\nexit 4\n");
    const auto relay = engine::RelayProcess::start(stand.settings, [] {});
    ASSERT_FALSE(relay.ok());
    EXPECT_EQ(relay.error().text(), "10.0.0.1 is no address of this computer.");
    EXPECT_EQ(relay.error().kind, base::ErrorKind::privilege);
}

TEST(RelayProcess, wordsForIt)
{
    Stand stand(listening(1) + "echo \"$*\"\nread end\n");
    stand.settings.page = net::Endpoint{*net::IpAddress::parse("10.42.0.1"), 8080};
    stand.settings.listen[0] = {*net::IpAddress::parse("fd42::1"), 0};
    stand.settings.stations = {"10.42.0.0/24"};
    stand.settings.interface = "hs0";
    stand.settings.upstreamAuthorities = {"root.pem"};
    stand.settings.pass = {"chat.example.net"};
    stand.settings.authorityFolder = "ca";
    auto relay = engine::RelayProcess::start(stand.settings, [] {});
    ASSERT_TRUE(relay.ok()) << relay.error().text();
    const std::string words = "--events-fd 3 --listen [fd42::1]:0 --page 10.42.0.1:8080 --station 10.42.0.0/24 --interface hs0 "
                              "--upstream-ca root.pem --pass chat.example.net --ca-dir ca\n";
    EXPECT_EQ(newsWith(*relay.value(), words).keyLines, words);
}
