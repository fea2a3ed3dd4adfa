// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/program_output.h"

#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

TEST(ProgramOutput, KeepsWhatAProgramPrints)
{
    const auto output = outputOf("sh", {"-c", "printf one; printf two >&2; exit 3"});
    ASSERT_TRUE(output.ok()) << output.error().text();
    EXPECT_EQ(output.value().output, "one");
    EXPECT_EQ(output.value().messages, "two");
    EXPECT_EQ(output.value().status, 3);
}

TEST(ProgramOutput, MoreThanAPipeHolds)
{
    const auto output = outputOf("sh", {"-c", "head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2"});
    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output.value().output.size(), 1'000'000U);
}

TEST(ProgramOutput, AProgramThatIsMissingIsNamed)
{
    const auto output = outputOf("no-such-program", {});
    ASSERT_FALSE(output.ok());
    EXPECT_NE(output.error().message.find("no-such-program"), std::string::npos);
    EXPECT_EQ(pathOf("no-such-program"), "");
    EXPECT_NE(pathOf("sh"), "");
}

} // namespace
} // namespace telltale::hotspot
