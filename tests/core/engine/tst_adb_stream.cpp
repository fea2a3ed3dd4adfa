// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_stream.h"

#include "local_adb_server.h"

#include <gtest/gtest.h>

#include <poll.h>

using namespace telltale;
using engine::AdbStream;
using Gives = attribution::adb::Conversation::Gives;

namespace {

std::string readAll(AdbStream &stream)
{
    std::string all;
    while (!stream.over()) {
        pollfd ready{stream.descriptor(), stream.events(), 0};
        if (::poll(&ready, 1, 10'000) <= 0)
            return "nothing came";
        stream.move();
        all += stream.takeData();
    }
    return all;
}

} // namespace

TEST(AdbStream, readsAShellToItsEnd)
{
    LocalAdbServer server(LocalAdbServer::Answers{{"host:transport:x", "OKAY"}, {"exec:", "OKAYuid=2000(shell)\n<END>"}});
    AdbStream stream({"host:transport:x", "exec:id"}, Gives::stream);
    ASSERT_TRUE(stream.open(server.address()));
    EXPECT_EQ(readAll(stream), "uid=2000(shell)\n");
    EXPECT_FALSE(stream.refused());
    EXPECT_EQ(stream.failure(), "");
}

TEST(AdbStream, aPhoneThatIsGoneIsSaid)
{
    LocalAdbServer server(LocalAdbServer::Answers{{"host:transport:x", "FAIL0014device 'x' not found"}});
    AdbStream stream({"host:transport:x", "exec:id"}, Gives::stream);
    ASSERT_TRUE(stream.open(server.address()));
    EXPECT_EQ(readAll(stream), "");
    EXPECT_EQ(stream.failure(), "device 'x' not found");
}
