// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace telltale::leak;

namespace {

/// "base64 4-26": what may be a hash in the text.
std::vector<std::string> runs(std::string_view text)
{
    std::vector<DigestRun> found;
    findDigestRuns(text, found);
    std::vector<std::string> lines;
    for (const DigestRun &run : found) {
        const std::string name(nameOf(run.writing));
        lines.push_back(
            (name.empty() ? "hex" : name) + " " + std::to_string(run.range.from) + "-" + std::to_string(run.range.to));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

} // namespace

TEST(DigestRuns, writings)
{
    EXPECT_THAT(runs("b49be4c6d5b60918bf27d1189d8f326d"), ElementsAre("hex 0-32"));
    EXPECT_THAT(runs("id=B49BE4C6D5B60918;"), ElementsAre("hex 3-19"));
    EXPECT_THAT(runs("sha_b49be4c6d5b60918"), Contains("hex 4-20"));
    EXPECT_THAT(runs("b49be4c6-d5b6-0918-bf27-d1189d8f326d"), ElementsAre("uuid 0-36"));
    EXPECT_THAT(runs("em=f3M1W/Ay3LuOWj9R8eSoupLvE0TeLZU4JjTPkdptYYE=&"), Contains("base64 3-47"));
    EXPECT_THAT(runs("/u/W_826_22JQ3-GHOH"), Contains("base64 3-19"));
    EXPECT_THAT(runs("_826a22JQ3-GHOH"), Contains("base64 0-15"));
    EXPECT_THAT(runs("MhqYs8Z18sJ_hPjyiKlUH7Rof_Fi-ZnDBE_fv0zhKfx9iAC2u_VnII7zb9tz-ydeI_oNUvXLtThvlSkdQ0S0iQ"),
        Contains("base64 0-86"))
        << "more symbols than are tried one by one";
    EXPECT_THAT(runs(std::string_view("\x90\x01\x50\x98\x3c\xd2\x4f\xb0\xd6\x96\x3f\x7d\x28\xe1\x7f\x72", 16)),
        Contains("octets 0-16"));
}

TEST(DigestRuns, whatIsNone)
{
    EXPECT_THAT(runs("b49be4c6d5b6091"), testing::Not(Contains("hex 0-15"))) << "too short";
    EXPECT_THAT(runs("xb49be4c6d5b60918"), testing::Not(Contains("hex 1-17"))) << "inside a word";
    EXPECT_THAT(runs("b49be4c6d5"), IsEmpty());
    EXPECT_THAT(runs("how to leave my job"), IsEmpty());
    EXPECT_THAT(runs("internationalization"), IsEmpty()) << "a word";
    EXPECT_THAT(runs(std::string(129, 'a')), IsEmpty()) << "too long";
    EXPECT_THAT(runs(std::string(400, 'Q') + "q"), IsEmpty()) << "too long";
    EXPECT_THAT(runs("sixteen readable"), IsEmpty());
    EXPECT_THAT(runs(""), IsEmpty());
}

TEST(DigestRuns, octets)
{
    std::vector<DigestRun> found;
    findDigestRuns("900150983cd24fb0d", found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].key(), 0x900150983CD24FB0U);
    EXPECT_EQ(found[0].size, 8) << "half an octet is not known";
    EXPECT_EQ(found[0].characters, 17);
}
