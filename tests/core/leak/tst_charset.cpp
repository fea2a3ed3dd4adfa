// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/charset.h"

#include "base/utf8.h"

#include <gtest/gtest.h>

using telltale::leak::readText;

TEST(Charset, table)
{
    EXPECT_EQ(readText("k\u00f6ln", {"gb18030"}), "k\u00f6ln");
    EXPECT_EQ(readText("\xd6\xd0\xb9\xfa", {"gb18030"}), "\u4e2d\u56fd");
    EXPECT_EQ(readText("\xb0\xa1", {"euc-kr"}), "\uac00");
    EXPECT_EQ(readText("k\xf6ln", {}), "k\u00f6ln");
    EXPECT_EQ(readText("k\xf6ln", {"no-such-charset"}), "k\u00f6ln");
    EXPECT_EQ(readText("\xcf\xf0\xe8\xe2\xe5\xf2", {"windows-1251"}), "\u041f\u0440\u0438\u0432\u0435\u0442");
    // The first charset in which the octets mean something: kana of Shift_JIS are nothing in EUC-JP.
    EXPECT_EQ(readText("\xa4\xab\xa4\xef", {"euc-jp", "cp932"}), "\u304b\u308f");
    EXPECT_EQ(readText("\x82\xa9\x82\xed", {"euc-jp", "cp932"}), "\u304b\u308f");
    EXPECT_TRUE(telltale::base::isUtf8(readText("\x81\x8d\xff", {"euc-kr"})));
}
