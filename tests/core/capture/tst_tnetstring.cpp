// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tnetstring.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::capture {
namespace {

std::optional<TnetValue> take(std::string_view input)
{
    auto value = takeTnetValue(input);
    EXPECT_TRUE(!value || input.empty());
    return value;
}

TEST(Tnetstring, ReadsEveryKind)
{
    EXPECT_TRUE(take("0:~")->isNull());
    EXPECT_EQ(take("3:abc,")->text, "abc");
    EXPECT_EQ(take("3:abc;")->text, "abc");
    EXPECT_EQ(take("2:-7#")->integer, -7);
    EXPECT_DOUBLE_EQ(take("4:1.25^")->real, 1.25);
    EXPECT_TRUE(take("4:true!")->boolean);
    EXPECT_EQ(take("8:1:1#1:2#]")->items.size(), 2U);
    const auto dictionary = take("14:3:key,5:value,}");
    ASSERT_TRUE(dictionary);
    EXPECT_EQ((*dictionary)["key"].text, "value");
    EXPECT_TRUE((*dictionary)["other"].isNull());
    EXPECT_TRUE((*dictionary)["key"]["deeper"].isNull());
}

TEST(Tnetstring, RefusesWhatIsMalformed)
{
    for (const char *bad : {"", "3", "3:", "3:ab", "3:abc", "3:abc?", ":abc,", "-1:a,", "99999999999999999999:a,",
             "3:abc!", "3:abc^", "1:x~", "3:1:1]", "4:1:1#}", "3:nan^"}) {
        std::string_view input = bad;
        EXPECT_FALSE(takeTnetValue(input)) << bad;
        EXPECT_EQ(input, bad);
    }
}

TEST(Tnetstring, NestingHasALimit)
{
    std::string nested = "0:~";
    for (int i = 0; i < 1000; ++i)
        nested = std::to_string(nested.size()) + ":" + nested + "]";
    std::string_view input = nested;
    EXPECT_FALSE(takeTnetValue(input));
}

} // namespace
} // namespace telltale::capture
