// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_line.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(JournalLine, aMarkIsAMark)
{
    const auto finding = engine::findingOf(R"({"entry":"private","time":"1970-01-01T00:00:02Z","on":true})");
    ASSERT_TRUE(finding);
    const auto *mark = std::get_if<engine::PrivateMark>(&*finding);
    ASSERT_NE(mark, nullptr);
    EXPECT_EQ(mark->time.nanoseconds, 2'000'000'000);
    EXPECT_TRUE(mark->on);
}

TEST(JournalLine, theEndOfTheInterceptionIsReadAgain)
{
    const std::string line = engine::journalLineOf({{2'500'000'000}});
    EXPECT_EQ(line, R"({"entry":"interception","time":"1970-01-01T00:00:02.500000000Z","on":false})");
    const auto finding = engine::findingOf(line);
    ASSERT_TRUE(finding);
    const auto *end = std::get_if<engine::InterceptionEnd>(&*finding);
    ASSERT_NE(end, nullptr);
    EXPECT_EQ(end->time.nanoseconds, 2'500'000'000);
}

TEST(JournalLine, anEventOfTheRelayIsOne)
{
    intercept::RelayEvent event;
    event.kind = intercept::RelayEventKind::passedThrough;
    event.reason = "pinned";
    event.host = "chat.example.net";
    const auto finding = engine::findingOf(intercept::formatRelayEvent(event));
    ASSERT_TRUE(finding);
    const auto *read = std::get_if<intercept::RelayEvent>(&*finding);
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->host, "chat.example.net");
}

TEST(JournalLine, allElseMeansNothingHere)
{
    for (const char *line :
        {"", "{", "[]", "7", R"({"entry":"start"})", R"({"entry":"private","time":"yesterday","on":true})",
            R"({"entry":"private","time":"1970-01-01T00:00:02Z","on":"yes"})", R"({"entry":"private","on":true})",
            R"({"entry":"interception","time":"1970-01-01T00:00:02Z","on":true})",
            R"({"entry":"interception","on":false})", "\xff\xfe"})
        EXPECT_FALSE(engine::findingOf(line)) << line;
}

TEST(JournalLine, readsWhatIsToldOfThePhonesApps)
{
    const auto finding = engine::findingOf(R"({"entry":"sockets_there","time":"2020-09-13T12:26:40Z"})");
    ASSERT_TRUE(finding);
    EXPECT_TRUE(std::holds_alternative<attribution::PhoneEvent>(*finding));
}
