// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/spellings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

using namespace telltale::leak;
using testing::Contains;
using testing::Pair;

namespace {

std::map<std::string, std::string> byText(const std::vector<Spelling> &spellings)
{
    std::map<std::string, std::string> names;
    for (const Spelling &spelling : spellings)
        EXPECT_TRUE(names.emplace(spelling.text, spelling.name).second) << "twice: " << spelling.text;
    return names;
}

} // namespace

TEST(Spellings, eachKindHasItsOwn)
{
    const struct {
        SecretKind kind;
        const char *text;
        const char *name;
        const char *spelling;
    } cases[] = {
        {SecretKind::search, "How to leave, my job?", "", "How to leave, my job?"},
        {SecretKind::search, "How to leave, my job?", "lower", "how to leave, my job?"},
        {SecretKind::search, "How to leave, my job?", "upper", "HOW TO LEAVE, MY JOB?"},
        {SecretKind::search, "How to leave, my job?", "words", "How to leave my job"},
        {SecretKind::search, "How to leave, my job?", "dashes", "How-to-leave-my-job"},
        {SecretKind::search, "How to leave, my job?", "underscores", "How_to_leave_my_job"},
        {SecretKind::search, "How to leave, my job?", "dots", "How.to.leave.my.job"},
        {SecretKind::search, "how to leave", "nospace", "howtoleave"},
        {SecretKind::search, "K\u00f6ln Dom", "reversed", "moD nl\u00f6K"},
        {SecretKind::email, "Jane.Doe+x@Example.org", "lower", "jane.doe+x@example.org"},
        {SecretKind::email, "Jane.Doe+x@Example.org", "noplus", "Jane.Doe@Example.org"},
        {SecretKind::email, "Jane.Doe+x@Example.org", "lower(nodots)", "janedoe@example.org"},
        {SecretKind::phone, "+49 170 123-4567", "digits", "491701234567"},
        {SecretKind::phone, "+49 170 123-4567", "plus", "+491701234567"},
        {SecretKind::phone, "+49 170 123-4567", "zeros", "00491701234567"},
        {SecretKind::phone, "+49 170 123-4567", "national", "01701234567"},
        {SecretKind::phone, "+49 170 123-4567", "subscriber", "1701234567"},
        {SecretKind::phone, "+49 (0)170 1234567", "national", "01701234567"},
        {SecretKind::phone, "0049 170 1234567", "plus", "+491701234567"},
        {SecretKind::phone, "+1 212 555 0100", "subscriber", "2125550100"},
        {SecretKind::phone, "+353 87 123 4567", "national", "0871234567"},
        {SecretKind::imei, "49-015420-323751-8", "digits", "490154203237518"},
        {SecretKind::imei, "490154203237518", "first14", "49015420323751"},
        {SecretKind::mac, "AA:bb:CC:00:11:22", "bare", "AAbbCC001122"},
        {SecretKind::mac, "AA:bb:CC:00:11:22", "lower(bare)", "aabbcc001122"},
        {SecretKind::mac, "aabbcc001122", "colons", "aa:bb:cc:00:11:22"},
        {SecretKind::mac, "aabbcc001122", "upper(hyphens)", "AA-BB-CC-00-11-22"},
        {SecretKind::gaid, "38400000-8cf0-11bd-b23e-10b96e40000d", "bare", "384000008cf011bdb23e10b96e40000d"},
        {SecretKind::url, "https://example.org/a/#top", "noslash", "https://example.org/a"},
        {SecretKind::url, "https://example.org/a", "slash", "https://example.org/a/"},
        {SecretKind::url, "https://example.org/a", "noscheme", "example.org/a"},
    };
    for (const auto &c : cases)
        EXPECT_THAT(byText(spellingsOf(c.kind, c.text)), Contains(Pair(c.spelling, c.name)));
}

TEST(Spellings, theSecretItselfComesFirst)
{
    for (const SecretKind kind : {SecretKind::text, SecretKind::email, SecretKind::phone, SecretKind::url}) {
        const auto spellings = spellingsOf(kind, "x");
        ASSERT_FALSE(spellings.empty());
        EXPECT_EQ(spellings[0].text, "x");
        EXPECT_TRUE(spellings[0].name.empty());
    }
}

TEST(Spellings, harvestedOnesAreFew)
{
    EXPECT_THAT(byText(harvestedSpellings(false, "Purple Otter")), Contains(Pair("purpleotter", "lower(nospace)")));
    EXPECT_LE(harvestedSpellings(false, "Purple Otter 4821").size(), 4U);
    EXPECT_LE(harvestedSpellings(true, "https://example.org/a/").size(), 4U);
    EXPECT_THAT(byText(harvestedSpellings(true, "https://a.example/b?c=d")),
        Contains(Pair("d=c?b/elpmaxe.a//:sptth", "reversed")));
}
