// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/conversation.h"

#include <gtest/gtest.h>

using telltale::attribution::adb::Conversation;
using telltale::attribution::adb::framed;
using Gives = Conversation::Gives;
using State = Conversation::State;

namespace {

void feed(Conversation &talk, std::string_view text)
{
    talk.feed(telltale::base::asBytes(text));
}

/// Everything that is given for these octets, in one piece and in single octets: it must be the same.
std::string dataOf(Gives gives, std::string_view octets, State &state)
{
    Conversation whole({"host:x"}, gives);
    feed(whole, octets);
    Conversation pieces({"host:x"}, gives);
    std::string data;
    for (const char c : octets) {
        feed(pieces, std::string_view(&c, 1));
        data += pieces.takeData();
    }
    EXPECT_EQ(whole.takeData(), data);
    EXPECT_EQ(whole.state(), pieces.state());
    EXPECT_EQ(whole.failure(), pieces.failure());
    state = whole.state();
    return data;
}

} // namespace

TEST(Conversation, framesServices)
{
    EXPECT_EQ(framed("host:version"), "000chost:version");
    EXPECT_EQ(framed(""), "0000");
    EXPECT_EQ(framed(std::string(70000, 'a')).size(), 4 + 0xffffU);
}

TEST(Conversation, answersOneQuestion)
{
    Conversation talk({"host:version"}, Gives::answer);
    EXPECT_EQ(talk.takeOutput(), "000chost:version");
    State state{};
    EXPECT_EQ(dataOf(Gives::answer, "OKAY00040029", state), "0029");
    EXPECT_EQ(state, State::done);
    EXPECT_EQ(dataOf(Gives::answer, "OKAY0000", state), "");
    EXPECT_EQ(state, State::done);
}

TEST(Conversation, asksTheNextServiceOnlyAfterTheFirst)
{
    Conversation talk({"host:transport:abc", "exec:id"}, Gives::stream);
    EXPECT_EQ(talk.takeOutput(), framed("host:transport:abc"));
    feed(talk, "OK");
    EXPECT_EQ(talk.takeOutput(), "");
    feed(talk, "AY");
    EXPECT_EQ(talk.takeOutput(), framed("exec:id"));
    feed(talk, "OKAYuid=2000");
    EXPECT_EQ(talk.takeData(), "uid=2000");
    EXPECT_EQ(talk.state(), State::streaming);
    talk.end();
    EXPECT_EQ(talk.state(), State::done);
}

TEST(Conversation, tellsTheServersReason)
{
    State state{};
    dataOf(Gives::stream, "FAIL000cdevice 'x' no", state);
    EXPECT_EQ(state, State::failed);
    Conversation talk({"host:transport:x"}, Gives::stream);
    feed(talk, "FAIL0010device not found");
    EXPECT_EQ(talk.failure(), "device not found");
    feed(talk, "OKAY");
    EXPECT_EQ(talk.state(), State::failed) << "it stays so";
}

TEST(Conversation, whatIsNoAdbServerIsSaid)
{
    for (const std::string_view octets : {"HTTP/1.1 400 Bad Request", "FAILzzzz", "OKAYxyz!"}) {
        State state{};
        dataOf(Gives::answer, octets, state);
        EXPECT_EQ(state, State::failed) << octets;
    }
    Conversation closed({"host:version"}, Gives::answer);
    closed.end();
    EXPECT_EQ(closed.state(), State::failed);
    EXPECT_FALSE(closed.failure().empty());
}

TEST(Conversation, shellPacketsGiveStandardOutput)
{
    using namespace std::string_literals;
    State state{};
    EXPECT_EQ(dataOf(Gives::shell, "OKAY\x01\x03\0\0\0one\x02\x02\0\0\0no\x01\x03\0\0\0two\x03\x01\0\0\0\0"s, state),
        "onetwo");
    EXPECT_EQ(state, State::done) << "the exit status ends it";
    dataOf(Gives::shell, "OKAY\x01\xff\xff\xff\xff"s, state);
    EXPECT_EQ(state, State::failed) << "a packet of 4 GiB";
}
