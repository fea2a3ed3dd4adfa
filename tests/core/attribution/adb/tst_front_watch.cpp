// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/front_watch.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using adb::FrontWatch;

namespace {

Foreground look(FrontWatch &watch, const std::string &lines)
{
    const auto events = watch.feed("#front 100.00\n" + lines + "#end\n", {5'000'000'000});
    return events.empty() ? Foreground{} : std::get<Foreground>(events.back());
}

} // namespace

TEST(FrontWatch, readsAndroid13)
{
    FrontWatch watch;
    const Foreground front = look(watch,
        "    topResumedActivity=ActivityRecord{8d3 u0 com.android.chrome/com.google.android.apps.chrome.Main t31}\n"
        "  ResumedActivity: ActivityRecord{8d3 u0 com.android.chrome/com.google.android.apps.chrome.Main t31}\n"
        "  Window #3 Window{1aa u0 StatusBar}:\n"
        "    mAttrs={(0,0)(fillx80) sim={adjust=resize} ty=STATUS_BAR fmt=TRANSLUCENT\n"
        "      fl=NOT_FOCUSABLE TOUCHABLE_WHEN_WAKING\n"
        "  Window #9 Window{6b3 u0 com.android.chrome/com.google.android.apps.chrome.Main}:\n"
        "    mAttrs={(0,0)(fillxfill) sim={state=always_hidden adjust=resize} ty=BASE_APPLICATION wanim=0x10302f8\n"
        "      fl=LAYOUT_IN_SCREEN SECURE SPLIT_TOUCH HARDWARE_ACCELERATED\n"
        "  mCurrentFocus=Window{6b3 u0 com.android.chrome/com.google.android.apps.chrome.Main}\n");
    EXPECT_EQ(front.package, "com.android.chrome");
    EXPECT_EQ(front.activity, "com.google.android.apps.chrome.Main");
    EXPECT_EQ(front.title, "com.android.chrome/com.google.android.apps.chrome.Main");
    EXPECT_TRUE(front.secure);
    EXPECT_EQ(front.time.nanoseconds, 5'000'000'000);
}

TEST(FrontWatch, readsAndroid7)
{
    FrontWatch watch;
    const auto lines = [](const char *flags) {
        return std::string("    mResumedActivity: ActivityRecord{d83 u0 org.mozilla.firefox/.App t8}\n"
                           "  Window #2 Window{4f u0 org.mozilla.firefox/org.mozilla.firefox.App}:\n"
                           "    mAttrs=WM.LayoutParams{(0,0)(fillxfill) sim=#10 ty=1 fl=#")
            + flags
            + " fmt=-3}\n"
              "  mCurrentFocus=Window{4f u0 org.mozilla.firefox/org.mozilla.firefox.App}\n";
    };
    const Foreground open = look(watch, lines("81810100"));
    EXPECT_EQ(open.activity, "org.mozilla.firefox.App");
    EXPECT_FALSE(open.secure);
    EXPECT_TRUE(look(watch, lines("81812100")).secure);
}

TEST(FrontWatch, aDialogueBelongsToTheActivityBelow)
{
    FrontWatch watch;
    const Foreground front = look(watch,
        "    mResumedActivity: ActivityRecord{d83 u0 com.a/.Main t8}\n  mCurrentFocus=Window{77 u0 PopupWindow:d02}\n");
    EXPECT_EQ(front.package, "com.a");
    EXPECT_EQ(front.title, "PopupWindow:d02");
}

TEST(FrontWatch, tellsOnlyChangesAndTheEnd)
{
    FrontWatch watch;
    const std::string lines = "    mResumedActivity: ActivityRecord{d83 u0 com.a/.Main t8}\n";
    EXPECT_EQ(look(watch, lines).package, "com.a");
    EXPECT_TRUE(watch.feed("#same 101.00\n", {6'000'000'000}).empty());
    EXPECT_TRUE(watch.feed("#front 102.00\n" + lines + "#end\n", {7'000'000'000}).empty());
    const auto end = watch.end();
    ASSERT_EQ(end.size(), 1U);
    EXPECT_EQ(std::get<Foreground>(end[0]).package, "");
    EXPECT_EQ(std::get<Foreground>(end[0]).time.nanoseconds, 7'000'000'000);
}

TEST(FrontWatch, nonsenseIsPassedOver)
{
    FrontWatch watch;
    for (const char *lines : {"mCurrentFocus=null\n", "mCurrentFocus=Window{\n", "ResumedActivity: ActivityRecord{}\n",
             "mAttrs= fl=#zz\n", "Window #1 Window{} fl=\n"})
        EXPECT_EQ(look(watch, lines).package, "") << lines;
}
