// SPDX-License-Identifier: GPL-3.0-or-later
#include "held_records.h"

#include <gtest/gtest.h>

#include <string>

using namespace telltale;
using Held = cli::HeldRecords<std::string, std::string>;

namespace {

std::string released(Held &held, std::int64_t settled)
{
    std::string all;
    held.release({settled}, [&all](const std::string &value) { all += value + " "; });
    return all;
}

} // namespace

TEST(HeldRecords, waitUntilWhatIsSaidOfTheirTimeStays)
{
    Held held;
    held.hold("c1", "mail", {50});
    held.hold("c2", "news", {70});
    EXPECT_EQ(released(held, 49), "");
    EXPECT_EQ(released(held, 50), "mail ");
    EXPECT_EQ(released(held, 50), "");
    EXPECT_EQ(released(held, 100), "news ");
}

TEST(HeldRecords, theLastStateIsTheOneThatGoes)
{
    Held held;
    held.hold("c1", "mail", {50});
    held.hold("c1", "nobody", {50});
    EXPECT_EQ(released(held, 60), "nobody ");
}
