// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

using namespace telltale::leak;
using testing::ElementsAre;

TEST(DigestIndex, findsWhoseItIs)
{
    DigestIndex index;
    EXPECT_TRUE(index.empty());
    EXPECT_TRUE(index.find(7).empty());
    index.add(0x900150983CD24FB0, 5);
    index.add(0x900150983CD24FB0, 3);
    index.add(0x900150983CD24FB0, 5);
    EXPECT_THAT(index.find(0x900150983CD24FB0), ElementsAre(3, 5));
    EXPECT_TRUE(index.find(0x910150983CD24FB0).empty());
    index.addShort(0x352441C2, 9);
    ASSERT_NE(index.findShort(0x352441C2), nullptr);
    EXPECT_THAT(*index.findShort(0x352441C2), ElementsAre(9));
    EXPECT_EQ(index.findShort(1), nullptr);
}

TEST(DigestIndex, keepsAllWhileItGrows)
{
    DigestIndex index;
    std::mt19937_64 random(1);
    std::vector<std::uint64_t> keys;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        keys.push_back(random());
        index.add(keys.back(), i);
    }
    // Those at the end of the table go on at its beginning.
    for (std::uint32_t i = 0; i < 50; ++i) {
        keys.push_back(0xFFFFFFFFFF000000ULL + (std::uint64_t{i} << DigestIndex::numberBits));
        index.add(keys.back(), i);
    }
    for (std::size_t i = 0; i < keys.size(); ++i)
        EXPECT_THAT(index.find(keys[i]), ElementsAre(i < 20000 ? i : i - 20000));
}

TEST(DigestIndex, aBatchIsTheSameAsEachOfThem)
{
    DigestIndex index;
    std::mt19937_64 random(2);
    std::vector<DigestIndex::Batch> batches(1);
    std::vector<std::uint64_t> keys;
    for (std::uint32_t i = 0; i < 3000; ++i) {
        keys.push_back(random());
        batches.front().add(keys.back(), i);
        batches.front().addShort(static_cast<std::uint32_t>(keys.back()), i);
        if (i % 1000 == 999) {
            index.add(batches);
            batches.front().clear();
        }
    }
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        EXPECT_THAT(index.find(keys[i]), ElementsAre(i));
        ASSERT_NE(index.findShort(static_cast<std::uint32_t>(keys[i])), nullptr);
        EXPECT_THAT(*index.findShort(static_cast<std::uint32_t>(keys[i])), testing::Contains(i));
    }
    EXPECT_TRUE(index.find(random()).empty());
}
