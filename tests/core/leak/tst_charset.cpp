// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/charset.h"

#include "base/utf8.h"

#include <gtest/gtest.h>

using telltale::leak::readText;

TEST(Charset, table)
{
    EXPECT_EQ(readText("k\u00f6ln", "gb18030"), "k\u00f6ln");
    EXPECT_EQ(readText("\xd6\xd0\xb9\xfa", "gb18030"), "\u4e2d\u56fd");
    EXPECT_EQ(readText("\xb0\xa1", "euc-kr"), "\uac00");
    EXPECT_EQ(readText("k\xf6ln", ""), "k\u00f6ln");
    EXPECT_EQ(readText("k\xf6ln", "no-such-charset"), "k\u00f6ln");
    EXPECT_TRUE(telltale::base::isUtf8(readText("\x81\x8d\xff", "euc-kr")));
}
