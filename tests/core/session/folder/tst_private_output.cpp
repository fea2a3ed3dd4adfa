// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/private_output.h"

#include "core/session/folder/recording.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using session::PrivateOutput;

TEST(PrivateOutput, countsWhatItWrote)
{
    const test::TemporaryFolder folder;
    auto out = PrivateOutput::create(folder.path() + "/a");
    ASSERT_TRUE(out.ok());
    ASSERT_TRUE(out.value().write(base::asBytes(std::string_view("abc"))).ok());
    ASSERT_TRUE(out.value().write(base::asBytes(std::string_view("de"))).ok());
    EXPECT_TRUE(out.value().sync().ok());
    EXPECT_EQ(out.value().size(), 5U);
    EXPECT_EQ(session::textOf(out.value().path()), "abcde");
}

TEST(PrivateOutput, whatIsThereOrCannotBeIsNamed)
{
    const test::TemporaryFolder folder;
    const auto exists = PrivateOutput::create("/dev/full");
    ASSERT_FALSE(exists.ok());
    EXPECT_THAT(exists.error().text(), testing::HasSubstr("/dev/full is there already."));
    const auto nowhere = PrivateOutput::create(folder.path() + "/no/such/folder");
    ASSERT_FALSE(nowhere.ok());
    EXPECT_THAT(
        nowhere.error().text(), testing::HasSubstr("/no/such/folder cannot be made: No such file or directory."));
}
