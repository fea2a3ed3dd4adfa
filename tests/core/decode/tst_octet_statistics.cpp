// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/octet_statistics.h"

#include "encode.h"
#include "random_octets.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(OctetStatistics, Entropy)
{
    EXPECT_EQ(entropy({}), 0.0);
    EXPECT_EQ(entropy(base::asBytes("aaaa")), 0.0);
    EXPECT_DOUBLE_EQ(entropy(base::asBytes("abcd")), 2.0);
    EXPECT_GT(entropy(base::asBytes(randomOctets(4096))), 7.9);
}

TEST(OctetStatistics, RandomOctetsOfAnyLengthAreEven)
{
    for (const std::size_t size : {128U, 129U, 200U, 1000U, 65536U, 200'000U}) {
        for (std::uint64_t seed = 1; seed <= 50; ++seed)
            EXPECT_TRUE(isEvenlySpread(base::asBytes(randomOctets(size, seed)))) << size << " " << seed;
    }
    EXPECT_FALSE(isEvenlySpread(base::asBytes(randomOctets(127))));
}

TEST(OctetStatistics, TextAndStructuresAreNot)
{
    std::string counters;
    std::string numbers;
    for (std::uint32_t i = 0; i < 200; ++i) {
        counters += static_cast<char>(i);
        counters += std::string(3, '\0');
        numbers += std::to_string(i * 7919);
    }
    const std::string prose = "the quick brown fox jumps over the lazy dog and then asks how to leave this job today, "
                              "which nobody ever wrote down before it was sent to a collector far away";
    for (const std::string &text : {counters, numbers, prose, base64(randomOctets(4096)), hex(randomOctets(4096))})
        EXPECT_FALSE(isEvenlySpread(base::asBytes(text)));
}
