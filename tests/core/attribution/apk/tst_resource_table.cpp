// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/resource_table.h"

#include "support/compiled_resources.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

const ResourceValue name{ResourceValue::string, 0};
const ResourceValue german{ResourceValue::string, 1};
const ResourceValue colour{ResourceValue::firstColour, 0xff123456};

std::string sample()
{
    return table({"Mail", "Post"},
        type(1, {}, {{0, name}, {2, colour}}) + type(1, {"de"}, {{0, german}})
            + type(2, {{}, 320, 26, 0x20}, {{1, colour}}));
}

std::vector<ResourceEntry> find(const std::string &file, std::uint32_t id)
{
    return ResourceTable(base::asBytes(file)).find(id);
}

} // namespace

TEST(ResourceTable, oneEntryForEachConfiguration)
{
    const std::string file = sample();
    EXPECT_EQ(find(file, 0x7f010000),
        (std::vector<ResourceEntry>{{{}, name, "Mail"}, {{"de", 0, 0, false}, german, "Post"}}));
    EXPECT_EQ(find(file, 0x7f010002), (std::vector<ResourceEntry>{{{}, colour, ""}}));
    EXPECT_EQ(find(file, 0x7f020001), (std::vector<ResourceEntry>{{{{}, 320, 26, true}, colour, ""}})) << "by night";
    for (const std::uint32_t none : {0x7f010001U, 0x7f01ffffU, 0x7f030000U, 0x01010000U, 0U})
        EXPECT_TRUE(find(file, none).empty()) << none;
}

TEST(ResourceTable, packedLanguagesHaveThreeLetters)
{
    std::string packed = type(1, {}, {{0, name}});
    packed[20 + 8] = '\xad'; // "fil", as AOSP's tests have it
    packed[20 + 9] = '\x05';
    const auto found = find(table({"Mail"}, packed), 0x7f010000);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].config.language, "fil");
}

TEST(ResourceTable, entriesMayBeSparseShortOrCompact)
{
    const std::string about = config({});
    const std::size_t header = 20 + about.size();
    const std::string entry = u16(8) + u16(0) + u32(0) + value(name);
    const auto typeOf = [&](unsigned flags, unsigned count, const std::string &offsets, const std::string &entries) {
        return table({"Mail"},
            chunk(ChunkType::type,
                little(1, 1) + little(flags, 1) + u16(0) + u32(count) + u32(header + offsets.size()) + about,
                offsets + entries));
    };
    const std::string sparse = typeOf(1, 2, u16(5) + u16(0) + u16(900) + u16(4), entry + entry);
    EXPECT_EQ(find(sparse, 0x7f010384).size(), 1U);
    EXPECT_EQ(find(sparse, 0x7f010385).size(), 0U);
    const std::string small = typeOf(2, 2, u16(0xffff) + u16(0), entry);
    EXPECT_EQ(find(small, 0x7f010000).size(), 0U);
    EXPECT_EQ(find(small, 0x7f010001).size(), 1U);
    const std::string compact = typeOf(0, 1, u32(0), u16(7) + u16(0x0008 | ResourceValue::string << 8) + u32(0));
    ASSERT_EQ(find(compact, 0x7f010000).size(), 1U);
    EXPECT_EQ(find(compact, 0x7f010000)[0].text, "Mail");
    const std::string style = typeOf(0, 1, u32(0), u16(16) + u16(1) + u32(0) + u32(0) + u32(0));
    EXPECT_EQ(find(style, 0x7f010000).size(), 0U) << "no single value";
}

TEST(ResourceTable, everyOctetMayBeWrongOrMissing)
{
    const std::string file = sample();
    for (std::size_t i = 0; i < file.size(); ++i) {
        EXPECT_TRUE(find(file.substr(0, i), 0x7f010000).empty()) << "cut off";
        for (const char wrong : {'\0', '\x01', '\xff'}) {
            std::string damaged = file;
            damaged[i] = wrong;
            EXPECT_LE(find(damaged, 0x7f010000).size(), 3U);
        }
    }
}
