// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/binary_xml.h"

#include "support/compiled_resources.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

const std::vector<std::string> strings{"label", "icon", "manifest", "application", "activity", "My app"};
const std::vector<std::uint32_t> ids{0x01010001, 0x01010002};
const ResourceValue icon{ResourceValue::reference, 0x7f010000};

std::string manifest()
{
    return xml(strings, ids,
        begin(2) + begin(3, {{0, {ResourceValue::string, 5}, 5}, {1, icon}}) + begin(4) + end(4) + end(3) + end(2));
}

} // namespace

TEST(BinaryXml, elementsWithDepthAndAttributes)
{
    const std::string file = manifest();
    BinaryXml reader(base::asBytes(file));
    ASSERT_TRUE(reader.isXml());
    auto element = reader.next();
    ASSERT_TRUE(element);
    EXPECT_EQ(element->name, "manifest");
    EXPECT_EQ(element->depth, 0U);
    element = reader.next();
    ASSERT_TRUE(element);
    EXPECT_EQ(element->name, "application");
    EXPECT_EQ(element->depth, 1U);
    ASSERT_NE(element->find(AndroidAttribute::label, "label"), nullptr);
    EXPECT_EQ(element->find(AndroidAttribute::label, "label")->text, "My app");
    EXPECT_EQ(element->find(AndroidAttribute::icon, "icon")->value, icon);
    EXPECT_EQ(element->find(AndroidAttribute::roundIcon, "roundIcon"), nullptr);
    EXPECT_EQ(reader.next()->depth, 2U);
    EXPECT_FALSE(reader.next());
}

TEST(BinaryXml, attributesAreKnownByTheirIdAndElseByName)
{
    const std::string noIds = xml(strings, {}, begin(3, {{1, icon}}));
    EXPECT_NE(BinaryXml(base::asBytes(noIds)).next()->find(AndroidAttribute::icon, "icon"), nullptr);
    const std::string noNames = xml({"", "", "", "application"}, ids, begin(3, {{1, icon}}));
    EXPECT_NE(BinaryXml(base::asBytes(noNames)).next()->find(AndroidAttribute::icon, "icon"), nullptr);
}

TEST(BinaryXml, whatIsCutOffEnds)
{
    const std::string file = manifest();
    for (std::size_t size = 0; size < file.size(); ++size) {
        std::string cut = file.substr(0, size);
        EXPECT_FALSE(BinaryXml(base::asBytes(cut)).isXml());
        if (size < 8)
            continue;
        cut.replace(4, 4, u32(size)); // it says it is whole
        BinaryXml reader(base::asBytes(cut));
        std::size_t count = 0;
        while (reader.next())
            ++count;
        EXPECT_LE(count, 3U);
    }
}

TEST(BinaryXml, everyOctetMayBeWrong)
{
    const std::string file = manifest();
    for (std::size_t i = 0; i < file.size(); ++i) {
        for (const char wrong : {'\0', '\x01', '\xff'}) {
            std::string damaged = file;
            damaged[i] = wrong;
            BinaryXml reader(base::asBytes(damaged));
            std::size_t count = 0;
            while (reader.next())
                ++count;
            EXPECT_LE(count, 3U);
        }
    }
}
