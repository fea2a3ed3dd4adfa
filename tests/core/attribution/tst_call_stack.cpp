// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/call_stack.h"

#include "base/utf8.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

TEST(CallStack, aFrameIsWrittenAsItsPartsSay)
{
    const struct {
        FrameParts parts;
        const char *text;
    } cases[] = {
        {{"com.shop.net.Api", "send", "Api.kt", 42, false, ""}, "com.shop.net.Api.send (Api.kt:42)"},
        {{"com.shop.net.Api", "send", "Api.kt", -1, false, ""}, "com.shop.net.Api.send (Api.kt)"},
        {{"com.shop.net.Api", "send", "", 42, false, ""}, "com.shop.net.Api.send"},
        {{"libcore.io.Linux", "connect", "Linux.java", -2, true, ""}, "libcore.io.Linux.connect (native)"},
        {{"a.B", "", "", 0, false, "ignored"}, "a.B"},
        {{"", "", "", 0, false, "java.net.Socket.connect(Socket.java:621)"},
            "java.net.Socket.connect(Socket.java:621)"},
        {{"", "", "Api.kt", 42, false, ""}, ""},
        {{"a.B", "two\nlines", "", 0, false, ""}, ""},
        {{"a.B", "\xff", "", 0, false, ""}, ""},
        {{"a.B", "bell\a", "", 0, false, ""}, ""},
    };
    for (const auto &c : cases)
        EXPECT_EQ(frameText(c.parts), c.text);
}

TEST(CallStack, longFramesAreCutBetweenCharacters)
{
    for (std::size_t front = 240; front < 270; ++front) {
        const std::string name = std::string(front, 'a') + "\xc3\xb6\xe2\x82\xac\xf0\x9f\xa6\xa6";
        const std::string text = frameText({name, "m", "", 0, false, ""});
        EXPECT_LE(text.size(), longestFrame);
        EXPECT_TRUE(base::isUtf8(text));
        EXPECT_TRUE(isFrame(text));
        EXPECT_EQ(text.ends_with("\xe2\x80\xa6"), name.size() + 2 > longestFrame) << front;
    }
    EXPECT_FALSE(isFrame(std::string(longestFrame + 1, 'a')));
    EXPECT_FALSE(isFrame(""));
}

TEST(CallStack, theAppsOwnFrameIsTheInnermostBesideItsPackage)
{
    const session::CallStack stack{"libcore.io.Linux.connect (native)",
        "okhttp3.internal.Exchange.write (Exchange.kt:9)", "com.shopping.Other.x", "com.shop.net.Api.send (Api.kt:42)",
        "com.shop.android.Main.onCreate (Main.kt:7)"};
    EXPECT_EQ(ownFrame(stack, "com.shop.android"), "com.shop.net.Api.send (Api.kt:42)");
    EXPECT_EQ(ownFrame(stack, "com.shop"), "com.shop.net.Api.send (Api.kt:42)");
    EXPECT_EQ(ownFrame(stack, "com.other"), "");
    EXPECT_EQ(ownFrame(stack, "system_server"), "");
    EXPECT_EQ(ownFrame(stack, ""), "");
    EXPECT_EQ(ownFrame({}, "com.shop"), "");
}
