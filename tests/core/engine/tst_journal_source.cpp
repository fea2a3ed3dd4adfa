// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_source.h"

#include "attribution/phone_event.h"
#include "core/engine/scripted_source.h"
#include "core/session/folder/recording.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::ElementsAre;

namespace {

std::vector<std::string> eventsWith(const std::string &journal)
{
    engine::JournalSource source(
        journal, std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{session::packetOf("one")}));
    return test::drain(source);
}

} // namespace

TEST(JournalSource, linesComeBeforePackets)
{
    const test::TemporaryFolder folder;
    EXPECT_THAT(
        eventsWith(folder.file("j", "{\"a\":1}\n\n{\"b\":2}\n")), ElementsAre("{\"a\":1}", "{\"b\":2}", "packet:one"));
}

TEST(JournalSource, aLineThatWasCutOffIsNone)
{
    const test::TemporaryFolder folder;
    EXPECT_THAT(eventsWith(folder.file("j", "{\"a\":1}\n{\"b\":")), ElementsAre("{\"a\":1}", "packet:one"));
    EXPECT_THAT(eventsWith(folder.file("j", "")), ElementsAre("packet:one"));
    EXPECT_THAT(eventsWith(folder.path() + "/none"), ElementsAre("packet:one"));
}

TEST(JournalSource, aLineLongerThanAnyIsPassedOver)
{
    const test::TemporaryFolder folder;
    const std::string longest(attribution::longestPhoneLine, 'x');
    EXPECT_THAT(eventsWith(folder.file("j", "{\"a\":1}\n" + longest + "x\n{\"b\":2}\n")),
        ElementsAre("{\"a\":1}", "{\"b\":2}", "packet:one"));
    EXPECT_THAT(
        eventsWith(folder.file("k", longest + "\n{\"b\":2}\n")), ElementsAre(longest, "{\"b\":2}", "packet:one"));
}
