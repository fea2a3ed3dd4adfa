// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/browser_headers.h"

#include <gtest/gtest.h>

using telltale::leak::isBrowserHeader;

TEST(BrowserHeaders, table)
{
    for (const char *name : {"User-Agent", "accept", "HOST", "Origin", "Sec-CH-UA-Model", "if-none-match",
             "upgrade-insecure-requests", "te"})
        EXPECT_TRUE(isBrowserHeader(name)) << name;
    for (const char *name : {"Referer", "Cookie", "X-INFO", "X-Search", "", "OT_sender"})
        EXPECT_FALSE(isBrowserHeader(name)) << name;
}
