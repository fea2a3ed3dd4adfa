// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/murmur3.h"

#include <gtest/gtest.h>

#include <string>

using namespace telltale;
using namespace telltale::leak;

namespace {

/// The author's own check (SMHasher, VerificationTest): hashes of the keys {}, {0}, {0,1}, … with
/// seeds 256, 255, … hash to a known value. With seed 0 only, known pairs stand in for it.
std::uint32_t hash32(std::string_view text)
{
    return murmur3x32(base::asBytes(text));
}

} // namespace

TEST(Murmur3, of32Bits)
{
    EXPECT_EQ(hash32(""), 0U);
    EXPECT_EQ(hash32("hello"), 0x248BFA47U);
    EXPECT_EQ(hash32("hello, world"), 0x149BBB7FU);
    EXPECT_EQ(hash32("The quick brown fox jumps over the lazy dog"), 0x2E4FF723U);
}

TEST(Murmur3, of128Bits)
{
    const auto hash = [](std::string_view text) { return murmur3x128(base::asBytes(text)); };
    EXPECT_EQ(hash(""), (std::array<std::uint64_t, 2>{0, 0}));
    EXPECT_EQ(hash("hello"), (std::array<std::uint64_t, 2>{0xCBD8A7B341BD9B02, 0x5B1E906A48AE1D19}));
    EXPECT_EQ(hash("hello, world"), (std::array<std::uint64_t, 2>{0x342FAC623A5EBC8E, 0x4CDCBC079642414D}));
    EXPECT_EQ(hash("The quick brown fox jumps over the lazy dog."),
        (std::array<std::uint64_t, 2>{0xCD99481F9EE902C9, 0x695DA1A38987B6E7}));
}
