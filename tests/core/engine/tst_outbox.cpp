// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outbox.h"

#include <gtest/gtest.h>

#include <vector>

using namespace telltale;

TEST(Outbox, sendsAChangedValueOnceWithItsLatestState)
{
    std::vector<std::shared_ptr<const engine::Batch>> batches;
    engine::Outbox outbox(7, [&](const auto &batch) { batches.push_back(batch); });
    session::Connection connection;
    connection.id = {1, 0};
    for (std::uint64_t i = 1; i <= 10; ++i) {
        connection.packets = i;
        outbox.connections.insert_or_assign(connection.id, connection);
        outbox.changed(connection.id);
    }
    outbox.send();
    outbox.send(); // nothing new: no batch
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0]->analysis, 7U);
    ASSERT_EQ(batches[0]->connections.size(), 1U);
    EXPECT_EQ(batches[0]->connections[0].packets, 10U);
    EXPECT_FALSE(outbox.isDue());
}

TEST(Outbox, whoWasHeardIsToldOnce)
{
    std::vector<std::shared_ptr<const engine::Batch>> batches;
    engine::Outbox outbox(1, [&](const auto &batch) { batches.push_back(batch); });
    outbox.send(); // where it stands
    const auto phone = *net::IpAddress::parse("192.168.1.7");
    outbox.phoneHeard(phone);
    outbox.send();
    outbox.send();
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_FALSE(batches[0]->phoneHeard);
    EXPECT_EQ(batches[1]->phoneHeard, phone);
}

TEST(Outbox, changesOfProfilesAreJoinedUntilTheyAreSent)
{
    std::vector<std::shared_ptr<const engine::Batch>> batches;
    engine::Outbox outbox(1, [&](const auto &batch) { batches.push_back(batch); });
    const auto profile = [](std::uint64_t exchanges) {
        session::Profile value;
        value.exchanges = exchanges;
        return value;
    };
    outbox.profilesChanged({{"a", profile(1)}, {"b", profile(1)}, {"c", std::nullopt}, {"d", profile(1)}});
    outbox.profilesChanged({{"a", profile(2)}, {"b", std::nullopt}, {"c", profile(2)}});
    outbox.send();
    ASSERT_EQ(batches.size(), 1U);
    const auto &sent = batches[0]->profiles;
    EXPECT_EQ(sent.at("a")->exchanges, 2U);
    EXPECT_FALSE(sent.at("b"));
    EXPECT_EQ(sent.at("c")->exchanges, 2U);
    EXPECT_EQ(sent.at("d")->exchanges, 1U);
    outbox.profilesChanged({{"a", profile(3)}});
    outbox.send();
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[1]->profiles.size(), 1U);
}

TEST(Outbox, theLastBatchHasTheSummaryAndWhatWasLeft)
{
    std::vector<std::shared_ptr<const engine::Batch>> batches;
    engine::Outbox outbox(1, [&](const auto &batch) { batches.push_back(batch); });
    outbox.add(session::DnsAnswer{});
    session::Summary summary;
    summary.packets = 3;
    outbox.close(summary, base::Error{base::ErrorKind::privilege, "No right.", "Get it."});
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0]->dns.size(), 1U);
    EXPECT_EQ(batches[0]->summary->packets, 3U);
    EXPECT_EQ(batches[0]->error->kind, base::ErrorKind::privilege);
}
