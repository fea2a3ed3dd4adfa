// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_lines.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(TextLines, trafficCannotDriveTheTerminal)
{
    session::Exchange exchange;
    exchange.method = "GET";
    exchange.url = "http://a.example/\x1b[2J\x07\xc2\x9b";
    const std::string line = cli::textLine(exchange);
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_EQ(line.find('\x07'), std::string::npos);
    EXPECT_EQ(line.find("\xc2\x9b"), std::string::npos);
    EXPECT_NE(line.find("unknown app"), std::string::npos);
}

TEST(TextLines, aConnectionIsMentionedOnlyWhenItCouldNotBeRead)
{
    session::Connection connection;
    EXPECT_EQ(cli::textLine(connection), "");
    connection.decryption = session::Decryption::none;
    connection.reason = session::Reason::noKey;
    connection.host = "chat.example.net";
    EXPECT_NE(cli::textLine(connection).find("chat.example.net: no_key"), std::string::npos);
}

TEST(TextLines, anIncompleteSummarySaysWhy)
{
    session::Summary summary;
    summary.complete = false;
    summary.problem = "The file ends inside a packet.";
    EXPECT_NE(cli::textLine(summary).find("Not complete: The file ends inside a packet."), std::string::npos);
}
