// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/package_name.h"

#include <gtest/gtest.h>

using telltale::attribution::isPackageName;

TEST(PackageName, table)
{
    for (const char *good :
        {"com.android.browser", "com.mi.globalbrowser.mini", "mark.via.gp", "com.UCMobile.intl", "de.telekom.mail",
            "org.mozilla.firefox", "com.google.android.apps.maps", "tv.danmaku.bili", "com.apple.mobile-safari"})
        EXPECT_TRUE(isPackageName(good)) << good;
    for (const char *bad : {"", "com", "XMLHttpRequest", "www.example.org", "sa.api.intl.miui.com", "1.2.3", "com..x",
             "com.1x.y", "hello world", "Version.1", "en.wikipedia.org", "com.foo bar", "index.html"})
        EXPECT_FALSE(isPackageName(bad)) << bad;
}
