// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telltale::http {
namespace {

using testing::ElementsAre;

TEST(MessageHead, ReadsFieldLines)
{
    const FieldSection section = parseFields("Host: a\r\nEmpty:\r\nX:\t b:c \t\nFold: 1\r\n  2\r\n\t3\r\n", {});
    EXPECT_THAT(
        section.fields, ElementsAre(Field{"Host", "a"}, Field{"Empty", ""}, Field{"X", "b:c"}, Field{"Fold", "1 2 3"}));
    EXPECT_TRUE(section.anomalies.empty());
}

TEST(MessageHead, KeepsWhatIsOddAndSaysSo)
{
    const FieldSection section = parseFields("A : 1\nno colon\n: no name\nB: 2", {});
    EXPECT_THAT(section.fields, ElementsAre(Field{"A", "1"}, Field{"B", "2"}));
    ASSERT_EQ(section.anomalies.size(), 2U);
    EXPECT_STREQ(section.anomalies[0].id, "http.malformed_header");
}

TEST(MessageHead, BoundsTheNumberOfFields)
{
    base::Limits limits;
    limits.headerCount = 2;
    const FieldSection section = parseFields("A: 1\nB: 2\nC: 3\nD: 4\n", limits);
    EXPECT_EQ(section.fields.size(), 2U);
    ASSERT_EQ(section.anomalies.size(), 1U);
    EXPECT_STREQ(section.anomalies[0].id, "http.header_limit");
}

TEST(MessageHead, ListsMembersOverSeveralFields)
{
    const std::vector<Field> fields{{"TE", "a, ,b"}, {"Other", "x"}, {"te", " c"}};
    std::vector<std::string> members;
    forEachMember(fields, "Te", [&](std::string_view member) { members.emplace_back(member); });
    EXPECT_THAT(members, ElementsAre("a", "b", "c"));
    EXPECT_EQ(fieldValue(fields, "OTHER"), "x");
    EXPECT_EQ(fieldValue(fields, "absent"), "");
}

TEST(MessageHead, SplitsAbsoluteTargets)
{
    EXPECT_EQ(splitAbsoluteTarget("https://a.example:1/x?http://b").authority, "a.example:1");
    EXPECT_EQ(splitAbsoluteTarget("https://a.example").scheme, "https");
    EXPECT_EQ(splitAbsoluteTarget("http://user:pw@a/").authority, "a");
    EXPECT_EQ(splitAbsoluteTarget("/go?to=http://b").authority, "");
    EXPECT_EQ(splitAbsoluteTarget("://b").authority, "");
}

} // namespace
} // namespace telltale::http
