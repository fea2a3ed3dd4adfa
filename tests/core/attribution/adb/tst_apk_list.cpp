// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/apk_list.h"

#include <gtest/gtest.h>

using namespace telltale::attribution::adb;

TEST(ApkList, theBaseApkFirstThenThoseForDensities)
{
    EXPECT_EQ(readApkList("9000 /data/app/~~x==/com.a-y==/split_config.xxhdpi.apk\n"
                          "150000 /data/app/~~x==/com.a-y==/base.apk\r\n"
                          "100 /data/app/~~x==/com.a-y==/split_config.arm64_v8a.apk\n#end\n"),
        (std::vector<ApkOnPhone>{{"/data/app/~~x==/com.a-y==/base.apk", 150000},
            {"/data/app/~~x==/com.a-y==/split_config.xxhdpi.apk", 9000}}));
    EXPECT_EQ(readApkList("7 /system/app/Browser/Browser.apk\n"),
        (std::vector<ApkOnPhone>{{"/system/app/Browser/Browser.apk", 7}}));
}

TEST(ApkList, whatCouldNotStandInACommandIsPassedOver)
{
    for (const char *text :
        {"", "#end\n", " \n", "x /a.apk\n", "0 /a.apk\n", "5 a.apk\n", "5 /a'b.apk\n", "5 /a b.apk\n", "5 /a\\b.apk\n",
            "5 /a.txt\n", "5 /\xc3\xb6.apk\n", "Error: no such package\n", "5 /data/split_config.xhdpi.apk\n"})
        EXPECT_TRUE(readApkList(text).empty()) << text;
}

TEST(ApkList, rangesAreOfWholeBlocks)
{
    EXPECT_EQ(rangeScript({"/data/app/a/base.apk", 5}, 3, 32),
        "dd if='/data/app/a/base.apk' bs=4096 skip=3 count=32 2>/dev/null");
}
