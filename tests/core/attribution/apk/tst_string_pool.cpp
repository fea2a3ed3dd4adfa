// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/string_pool.h"

#include "attribution/apk/apk_limits.h"
#include "support/compiled_resources.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

std::string at(const std::string &octets, std::uint32_t index)
{
    const auto found = firstChunk(base::asBytes(octets));
    return found ? StringPool(*found).at(index) : "no chunk";
}

} // namespace

TEST(StringPool, stringsOfBothEncodings)
{
    for (const bool utf8 : {true, false}) {
        const std::string octets = pool({"one", "", "three words here"}, utf8);
        EXPECT_EQ(at(octets, 0), "one");
        EXPECT_EQ(at(octets, 1), "");
        EXPECT_EQ(at(octets, 2), "three words here");
        EXPECT_EQ(at(octets, 3), "") << "there is none";
        EXPECT_EQ(at(octets, 0xffffffff), "");
    }
    EXPECT_EQ(at(pool({"Köln 🦦"}), 0), "Köln 🦦");
}

TEST(StringPool, unitsOfUtf16BecomeUtf8)
{
    const auto utf16 = [](const std::vector<unsigned> &units) {
        std::string data = u16(units.size());
        for (const unsigned unit : units)
            data += u16(unit);
        return chunk(ChunkType::strings, u32(1) + u32(0) + u32(0) + u32(32) + u32(0), u32(0) + data + u16(0));
    };
    EXPECT_EQ(at(utf16({0x4b, 0xf6, 0x20ac}), 0), "Kö€");
    EXPECT_EQ(at(utf16({0xd83e, 0xdda6}), 0), "🦦");
    EXPECT_EQ(at(utf16({0xdda6}), 0), "") << "half a pair";
    EXPECT_EQ(at(utf16({0xd83e, 0x20}), 0), "") << "half a pair";
}

TEST(StringPool, longStringsAreCutBetweenCharacters)
{
    std::string data = little(0xce, 1) + little(0x20, 1) + little(0xce, 1) + little(0x20, 1); // 0x4e20 = 20 000 octets
    for (int i = 0; i < 10'000; ++i)
        data += "ö";
    const std::string octets =
        chunk(ChunkType::strings, u32(1) + u32(0) + u32(1U << 8) + u32(32) + u32(0), u32(0) + data + '\0');
    const std::string text = at(octets, 0);
    EXPECT_EQ(text.size(), ApkLimits::stringBytes);
    EXPECT_TRUE(text.ends_with("ö"));
}

TEST(StringPool, damagedOnesAreEmpty)
{
    const std::string whole = pool({"one", "two"});
    EXPECT_EQ(at(chunk(ChunkType::table, whole.substr(8, 20), whole.substr(28)), 0), "") << "another chunk";
    EXPECT_EQ(at(chunk(ChunkType::strings, u32(9), {}), 0), "");
    std::string bad = pool({"\xff\xfe"});
    EXPECT_EQ(at(bad, 0), "") << "no UTF-8";
    bad = whole;
    bad.replace(28, 4, u32(0x7fffffff));
    EXPECT_EQ(at(bad, 0), "");
    EXPECT_EQ(at(bad, 1), "two");
    EXPECT_EQ(at(whole.substr(0, whole.size() - 1), 0), "no chunk");
}
