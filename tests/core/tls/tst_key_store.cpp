// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_store.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace telltale::tls::test {

namespace {

base::ByteBuffer id(int n)
{
    base::ByteBuffer out(32, 0);
    out[0] = static_cast<std::uint8_t>(n);
    out[1] = static_cast<std::uint8_t>(n >> 8);
    return out;
}

} // namespace

TEST(KeyStore, findsByLabelIdAndGeneration)
{
    KeyStore store;
    EXPECT_TRUE(store.add(KeyLabel::clientTraffic, id(1), Secret(octets("01"))));
    EXPECT_TRUE(store.add(KeyLabel::clientTraffic, id(1), Secret(octets("02")), 1));
    EXPECT_TRUE(store.add(KeyLabel::serverTraffic, id(1), Secret(octets("03"))));
    EXPECT_EQ(hex(store.find(KeyLabel::clientTraffic, id(1))->view()), "01");
    EXPECT_EQ(hex(store.find(KeyLabel::clientTraffic, id(1), 1)->view()), "02");
    EXPECT_EQ(hex(store.find(KeyLabel::serverTraffic, id(1))->view()), "03");
    EXPECT_FALSE(store.find(KeyLabel::serverTraffic, id(2)));
    EXPECT_FALSE(store.find(KeyLabel::exporter, id(1)));
}

TEST(KeyStore, versionGrowsWithNewsOnly)
{
    KeyStore store;
    const std::string line = "CLIENT_RANDOM " + std::string(64, 'a') + " " + std::string(96, '1');
    EXPECT_EQ(store.addText(line).added, 1U);
    const auto version = store.version();
    EXPECT_EQ(store.addText(line).added, 0U);
    EXPECT_EQ(store.version(), version);
    EXPECT_EQ(store.addText("CLIENT_RANDOM " + std::string(64, 'a') + " " + std::string(96, '2')).added, 1U);
    EXPECT_GT(store.version(), version);
    EXPECT_EQ(store.size(), 1U);
}

TEST(KeyStore, keepsToItsLimit)
{
    base::Limits limits;
    limits.keys = 2;
    KeyStore store(limits);
    std::string text;
    for (const char c : {'a', 'b', 'c', 'd'})
        text += "CLIENT_RANDOM " + std::string(64, c) + " " + std::string(96, '1') + "\n";
    const auto tally = store.addText(text);
    EXPECT_EQ(store.size(), 2U);
    EXPECT_EQ(tally.added, 2U);
    ASSERT_EQ(tally.anomalies.size(), 1U);
    EXPECT_STREQ(tally.anomalies[0].id, "tls.key_limit");
}

TEST(KeyStore, threadsMayAddAndFind)
{
    KeyStore store;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&store, t] {
            for (int i = 0; i < 500; ++i) {
                store.add(KeyLabel::masterSecret, id(t * 500 + i), Secret(octets("0102")));
                EXPECT_TRUE(store.find(KeyLabel::masterSecret, id(t * 500 + i)).has_value());
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    EXPECT_EQ(store.size(), 2000U);
    EXPECT_EQ(store.version(), 2000U);
}

} // namespace telltale::tls::test
