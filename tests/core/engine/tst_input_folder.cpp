// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/input_folder.h"

#include "support/capture_text.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(InputFolder, aFileStaysItself)
{
    EXPECT_EQ(engine::resolveInput("-").value().capture, "-");
    EXPECT_EQ(engine::resolveInput("/no/such.pcap").value().capture, "/no/such.pcap");
}

TEST(InputFolder, knowsSessionsAndPiRogueExperiments)
{
    const test::TemporaryFolder session;
    const auto capture = session.file("capture.pcapng", "");
    EXPECT_EQ(engine::resolveInput(session.path()).value().capture, capture);

    const test::TemporaryFolder pirogue;
    const auto traffic = pirogue.file("traffic.pcap", "");
    const auto keys = pirogue.file("sslkeylog.txt", "");
    EXPECT_EQ(engine::resolveInput(pirogue.path()).value().socketTraces, "");
    const auto sockets = pirogue.file("socket_trace.json", "[]");
    EXPECT_EQ(engine::resolveInput(pirogue.path()).value().ciphers, "");
    const auto ciphers = pirogue.file("aes_info.json", "[]");
    const auto found = engine::resolveInput(pirogue.path());
    EXPECT_EQ(found.value().ciphers, ciphers);
    EXPECT_EQ(found.value().socketTraces, sockets);
    EXPECT_EQ(found.value().capture, traffic);
    EXPECT_EQ(found.value().keyLogs, std::vector<std::string>{keys});
}

TEST(InputFolder, saysWhatIsMissingInAnyOther)
{
    const test::TemporaryFolder empty;
    const auto result = engine::resolveInput(empty.path());
    ASSERT_FALSE(result.ok());
    EXPECT_NE(result.error().message.find(empty.path()), std::string::npos);
}
