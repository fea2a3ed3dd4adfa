// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/header_block.h"

#include <gtest/gtest.h>

using namespace telltale;
using session::HeaderList;

TEST(HeaderBlock, KeepsNamesValuesOrderAndDuplicates)
{
    const HeaderList headers{
        {"Host", "sa.example.org"}, {"Cookie", "a=1"}, {"cookie", ""}, {"X", std::string("\0\xff", 2)}};
    EXPECT_EQ(session::decodeHeaders(session::encodeHeaders(headers)), headers);
    EXPECT_TRUE(session::decodeHeaders({}).empty());
}

TEST(HeaderBlock, LayoutIsTwoLengthsThenNameAndValue)
{
    const base::ByteBuffer expected{1, 0, 0, 0, 2, 0, 0, 0, 'n', 'v', 'w'};
    EXPECT_EQ(session::encodeHeaders({{"n", "vw"}}), expected);
}

TEST(HeaderBlock, CutAnywhereGivesTheFieldsThatAreWhole)
{
    const HeaderList headers{{"ab", "cd"}, {"e", "fgh"}};
    const base::ByteBuffer block = session::encodeHeaders(headers);
    for (std::size_t size = 0; size <= block.size(); ++size) {
        const HeaderList got = session::decodeHeaders(base::ByteView(block).first(size));
        const std::size_t whole = size == block.size() ? 2 : size >= 12 ? 1 : 0;
        EXPECT_EQ(got, HeaderList(headers.begin(), headers.begin() + static_cast<std::ptrdiff_t>(whole))) << size;
    }
}

TEST(HeaderBlock, FindsTheFirstFieldWhateverItsCase)
{
    const HeaderList headers{{"content-type", "text/plain"}, {"Content-Type", "second"}};
    EXPECT_EQ(session::headerValue(headers, "Content-TYPE"), "text/plain");
    EXPECT_EQ(session::headerValue(headers, "Content-Typ"), "");
    EXPECT_EQ(session::headerValue(headers, ""), "");
}
