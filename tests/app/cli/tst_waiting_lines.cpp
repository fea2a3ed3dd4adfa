// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace telltale;
using cli::WaitingLines;
using testing::ElementsAre;

namespace {

std::vector<std::string> linesOf(WaitingLines &lines)
{
    std::vector<std::string> all;
    lines.forEach([&](std::string_view line) {
        all.emplace_back(line);
        return true;
    });
    return all;
}

} // namespace

TEST(WaitingLines, comeByTimeThenByRankThenById)
{
    WaitingLines lines;
    lines.keep({2}, {{1, 0}, 10}, "x10");
    lines.keep({2}, {{1, 0}, 2}, "x2"); // "c1.x10" stands before "c1.x2"
    lines.add({2}, WaitingLines::Rank::leak, "l", "leak");
    lines.add({2}, WaitingLines::Rank::connection, "c1", "connection");
    lines.add({1}, WaitingLines::Rank::anomaly, "a", "anomaly");
    EXPECT_THAT(linesOf(lines), ElementsAre("anomaly", "connection", "x10", "x2", "leak"));
}

TEST(WaitingLines, aLaterLineReplacesTheEarlier)
{
    WaitingLines lines;
    lines.keep({5}, {{1, 0}, 1}, "old exchange");
    lines.keep({1}, {{1, 0}, 1}, "new exchange");
    lines.keep({3}, WaitingLines::Rank::leak, "l", "old leak");
    lines.keep({3}, WaitingLines::Rank::search, "l", "a search of that id");
    lines.keep({2}, WaitingLines::Rank::leak, "l", "new leak");
    EXPECT_THAT(linesOf(lines), ElementsAre("new exchange", "new leak", "a search of that id"));
}

TEST(WaitingLines, whatHasNoLineDoesNotWait)
{
    WaitingLines lines;
    lines.keep({1}, {{1, 0}, 1}, "");
    lines.add({1}, WaitingLines::Rank::part, "d", "");
    lines.keep({1}, WaitingLines::Rank::search, "s", "");
    EXPECT_TRUE(linesOf(lines).empty());
    EXPECT_FALSE(lines.failed());
}
