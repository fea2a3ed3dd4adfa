// SPDX-License-Identifier: GPL-3.0-or-later
// With stand-ins for telltale-capture; the real one is tested in tests/app/capture.
#include "capture/helper_source.h"

#include "capture/pcapng_writer.h"
#include "core/capture/scratch_file.h"
#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace telltale::capture {
namespace {

using namespace test;

/// A shell script in place of telltale-capture.
struct Script {
    explicit Script(const std::string &commands)
        : file("#!/bin/sh\n" + commands + "\n")
    {
        ::chmod(file.path().c_str(), 0700);
    }
    [[nodiscard]] auto start() const { return HelperSource::start({"hs0", "", file.path(), {}}); }
    ScratchFile file;
};

ByteBuffer capture(int packets)
{
    ByteBuffer bytes;
    PcapngWriter writer(bytes);
    writer.section("script");
    writer.interface(net::LinkType::ethernet, 0, "hs0");
    for (int i = 0; i < packets; ++i)
        writer.packet(0, {1}, text("x"), 1);
    return bytes;
}

TEST(HelperSource, GivesPacketsAndAfterStopTheRestAndTheEnd)
{
    const ScratchFile head(capture(1)), tail(base::ByteView(capture(1)).subspan(capture(0).size()));
    const Script script("cat " + head.path() + "; cat >/dev/null; cat " + tail.path());
    auto started = script.start();
    ASSERT_TRUE(started.ok()) << started.error().text();
    HelperSource &source = *started.value();
    EXPECT_EQ(line(source.next()), "packet 1 at 1 if 0 link 1 x/1");
    EXPECT_EQ(line(source.next()), "nothing yet");
    source.stop();
    EXPECT_EQ(lines(source), (std::vector<std::string>{"packet 2 at 1 if 0 link 1 x/1", "end"}));
    EXPECT_EQ(line(source.next()), "end");
}

TEST(HelperSource, ItsSentenceAndStatusBecomeAnError)
{
    const Script noRight("echo 'telltale-capture: No right. Give it: sudo setcap X' >&2; exit 4"),
        filter("echo 'bad filter' >&2; exit 1"), silent("exit 4");
    const auto privilege = noRight.start();
    ASSERT_FALSE(privilege.ok());
    EXPECT_EQ(privilege.error().kind, base::ErrorKind::privilege);
    EXPECT_EQ(privilege.error().text(), "No right. Give it: sudo setcap X");
    EXPECT_EQ(filter.start().error().kind, base::ErrorKind::usage);
    EXPECT_NE(silent.start().error().text().find("status 4"), std::string::npos);
}

TEST(HelperSource, AProgramThatDiesLeavesAnIncompleteEnd)
{
    const ScratchFile head(capture(2));
    const Script script("cat " + head.path() + "; echo 'the interface went away' >&2; exit 4");
    auto started = script.start();
    ASSERT_TRUE(started.ok());
    for (bool ended = false; !ended;) {
        const SourceEvent event = started.value()->next();
        if (const auto *end = std::get_if<EndOfInput>(&event)) {
            ended = true;
            EXPECT_FALSE(end->complete);
            EXPECT_EQ(end->problem, "the interface went away");
        }
    }
}

TEST(HelperSource, FindsProgramsInPath)
{
    EXPECT_TRUE(findProgram("sh").ends_with("/sh"));
    EXPECT_EQ(findProgram("no-such-program-anywhere"), "");
}

} // namespace
} // namespace telltale::capture
