// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_stream.h"

#include <gtest/gtest.h>

namespace telltale::http {
namespace {

TEST(StreamTable, FindsOpensAndCloses)
{
    StreamTable table(10);
    const auto never = [](std::uint32_t, Http2Stream &) { FAIL(); };
    EXPECT_EQ(table.find(1), nullptr);
    table.open(1, base::Side::responder, never).connect = true;
    ASSERT_NE(table.find(1), nullptr);
    EXPECT_TRUE(table.find(1)->connect);
    EXPECT_FALSE(table.wasClosed(1));
    table.close(1);
    EXPECT_EQ(table.find(1), nullptr);
    EXPECT_TRUE(table.wasClosed(1));
}

TEST(StreamTable, EvictsTheOldest)
{
    StreamTable table(2);
    std::uint32_t evicted = 0;
    const auto note = [&](std::uint32_t id, Http2Stream &) { evicted = id; };
    table.open(3, base::Side::originator, note);
    table.open(1, base::Side::originator, note);
    EXPECT_EQ(evicted, 0U);
    table.open(5, base::Side::originator, note);
    EXPECT_EQ(evicted, 1U);
    EXPECT_EQ(table.all().size(), 2U);
    EXPECT_TRUE(table.wasClosed(1));
}

TEST(Http2Stream, KnowsDirectionsByWhoAsked)
{
    Http2Stream stream;
    stream.asking = base::Side::responder;
    stream.of(base::Side::responder) = Progress::open;
    EXPECT_EQ(stream.request, Progress::open);
    EXPECT_EQ(stream.response, Progress::idle);
    EXPECT_EQ(stream.tunnelSide(base::Side::responder), base::Side::originator);
}

} // namespace
} // namespace telltale::http
