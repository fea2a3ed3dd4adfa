// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/typed_prefixes.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

namespace {

session::Leak carrying(std::int64_t time, const char *host = "keys.example.net")
{
    session::Leak value;
    value.time = {time};
    value.exchange = {{static_cast<std::uint64_t>(time), 0}, 1};
    value.recipient.host = host;
    return value;
}

} // namespace

TEST(TypedPrefixes, aSequenceIsToldWhenItIsOneAndWhenItGrows)
{
    TypedPrefixes prefixes;
    EXPECT_TRUE(prefixes.empty());
    const std::size_t search = prefixes.begin({"Google", "www.google.com", {}, {}, true});
    for (std::uint32_t rank = 0; rank < 5; ++rank)
        prefixes.add(100 + rank, {search, rank});
    EXPECT_EQ(prefixes.rolesOf(103).size(), 1U);
    EXPECT_TRUE(prefixes.rolesOf(7).empty());
    EXPECT_EQ(prefixes.sourceOf(prefixes.rolesOf(103)[0]).engine, "Google");
    prefixes.sent({search, 0}, carrying(10), false);
    prefixes.sent({search, 2}, carrying(30), false);
    prefixes.sent({search, 2}, carrying(31), false);
    prefixes.sent({search, 3}, carrying(35, "other.example.org"), false);
    EXPECT_TRUE(prefixes.take().empty());
    prefixes.sent({search, 1}, carrying(20), false);
    const auto found = prefixes.take();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].leak.time.nanoseconds, 30);
    EXPECT_TRUE(prefixes.take().empty());
    prefixes.sent({search, 4}, carrying(50), true);
    const auto grown = prefixes.take();
    ASSERT_EQ(grown.size(), 1U);
    EXPECT_TRUE(grown[0].payloadPrivate);
    prefixes.sent({search, 3}, carrying(40), false);
    EXPECT_TRUE(prefixes.take().empty()) << "nothing longer";
}

TEST(TypedPrefixes, textsThatCameInAnotherOrderAreNoSequence)
{
    TypedPrefixes prefixes;
    const std::size_t search = prefixes.begin({});
    prefixes.sent({search, 0}, carrying(30), false);
    prefixes.sent({search, 1}, carrying(20), false);
    prefixes.sent({search, 2}, carrying(40), false);
    EXPECT_TRUE(prefixes.take().empty());
}
