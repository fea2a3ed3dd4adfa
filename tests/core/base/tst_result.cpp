// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <gtest/gtest.h>
#include <memory>

namespace telltale::base {

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{ErrorKind::usage, "The number is odd.", "Give an even one."};
    return number / 2;
}

TEST(Result, aValue)
{
    Result<int> result = half(8);
    EXPECT_TRUE(result.ok());
    EXPECT_TRUE(result);
    EXPECT_EQ(result.value(), 4);
    result.value() = 5;
    EXPECT_EQ(result.value(), 5);
}

TEST(Result, anError)
{
    const Result<int> result = half(7);
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::usage);
    EXPECT_EQ(result.error().text(), "The number is odd. Give an even one.");
    EXPECT_EQ((Error{ErrorKind::input, "It is gone.", ""}.text()), "It is gone.");
}

TEST(Result, valuesThatOnlyMove)
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(3));
    const std::unique_ptr<int> taken = std::move(result.value());
    EXPECT_EQ(*taken, 3);
}

TEST(Result, successWithoutAValue)
{
    EXPECT_TRUE((Result<Done>(Done{})));
    EXPECT_FALSE((Status(Error{})));
}

} // namespace

} // namespace telltale::base
