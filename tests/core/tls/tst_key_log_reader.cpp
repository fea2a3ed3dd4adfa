// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_log_reader.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::tls::test {

namespace {
const std::string lineA = "CLIENT_RANDOM " + std::string(64, 'a') + " " + std::string(96, '1');
const std::string lineB = "CLIENT_RANDOM " + std::string(64, 'b') + " " + std::string(96, '2');
const std::string lineC = "CLIENT_TRAFFIC_SECRET_0 " + std::string(64, 'c') + " " + std::string(64, '3');
} // namespace

TEST(KeyLogReader, linesCutAnywhere)
{
    const std::string text = "# log\r\n" + lineA + "\r\n\r\nnonsense\n" + lineB + "\r" + lineC;
    for (std::size_t step = 1; step <= text.size(); ++step) {
        KeyStore store;
        KeyLogReader reader(store);
        KeyLogTally tally;
        for (std::size_t at = 0; at < text.size(); at += step)
            tally.merge(reader.feed(base::asBytes(std::string_view(text).substr(at, step))));
        EXPECT_EQ(store.size(), 2U) << "the last line may go on";
        tally.merge(reader.finish());
        EXPECT_EQ(store.size(), 3U);
        EXPECT_EQ(tally.added, 3U);
        EXPECT_EQ(tally.badLines, 1U);
        ASSERT_EQ(tally.anomalies.size(), 1U);
        EXPECT_STREQ(tally.anomalies[0].id, "tls.bad_key_line");
    }
}

TEST(KeyLogReader, anEndlessLineIsOneBadLine)
{
    KeyStore store;
    KeyLogReader reader(store);
    KeyLogTally tally;
    const base::ByteBuffer piece(1000, 'A');
    for (int i = 0; i < 100; ++i)
        tally.merge(reader.feed(piece));
    tally.merge(reader.feed(base::asBytes("\n" + lineA + "\n")));
    EXPECT_EQ(tally.badLines, 1U);
    EXPECT_EQ(store.size(), 1U);
}

} // namespace telltale::tls::test
