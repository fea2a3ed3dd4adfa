// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_sockets.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

namespace {

std::string record(
    const std::string &process, const std::string &type, const std::string &local, const std::string &remote)
{
    return R"({"type":"socket_trace_log","pid":7,"process":")" + process
        + R"(","timestamp":1600000000123,"data":{"socket_fd":80,)" + R"("socket_type":")" + type
        + R"(","pid":7,"thread_id":7,"socket_event_type":"connect","local_ip":")" + local
        + R"(","local_port":40000,"dest_ip":")" + remote + R"(","dest_port":443,"stack":[{"class":"a.B","line":1}]}})";
}

/// "udp 10.42.0.2:40000 > 203.0.113.5:443 = com.shop"
std::vector<std::string> words(const PirogueSockets &sockets)
{
    std::map<std::uint32_t, std::string> apps;
    std::vector<std::string> out;
    for (const PhoneEvent &event : sockets.events) {
        if (const auto *app = std::get_if<UidPackages>(&event)) {
            EXPECT_EQ(app->source, session::AppSource::pirogue);
            apps[app->uid] = app->packages.empty() ? '"' + app->name + '"' : app->packages.front();
        } else if (const auto *seen = std::get_if<SocketSeen>(&event)) {
            EXPECT_EQ(seen->source, session::AppSource::pirogue);
            EXPECT_EQ(seen->time.nanoseconds, 1'600'000'000'123'000'000);
            out.push_back((seen->transport == net::Transport::udp ? "udp " : "tcp ") + seen->local.text() + " > "
                + (seen->remote.ip.isNull() ? "any" : seen->remote.text()) + " = " + apps[seen->uid]);
        }
    }
    return out;
}

using Words = std::vector<std::string>;

} // namespace

TEST(PirogueSockets, aRecordIsASocketOfAnApp)
{
    const auto sockets = readPirogueSockets("[" + record("com.shop", "tcp6", "::ffff:10.42.0.2", "::ffff:203.0.113.5")
        + "," + record("com.shop:push", "tcp", "10.42.0.2", "203.0.113.6") + ","
        + record("system_server", "udp", "10.42.0.2", "") + ","
        + record("org.news", "udp6", "2001:db8::2", "2001:db8::5") + "]");
    EXPECT_EQ(words(sockets),
        (Words{"tcp 10.42.0.2:40000 > 203.0.113.5:443 = com.shop", "tcp 10.42.0.2:40000 > 203.0.113.6:443 = com.shop",
            "udp 10.42.0.2:40000 > any = \"system_server\"",
            "udp [2001:db8::2]:40000 > [2001:db8::5]:443 = org.news"}));
    EXPECT_EQ(sockets.odd, 0U);
}

TEST(PirogueSockets, linesAreReadToo)
{
    const std::string good = record("com.shop", "tcp", "10.42.0.2", "203.0.113.5");
    const auto sockets = readPirogueSockets(good + "\n\n" + good + "\r\n" + good.substr(0, 40));
    EXPECT_EQ(words(sockets).size(), 2U);
    EXPECT_EQ(sockets.odd, 1U) << "the last line is cut";
}

TEST(PirogueSockets, whatIsNoSocketIsCounted)
{
    const std::string wrongs[] = {record("", "tcp", "10.42.0.2", "203.0.113.5"),
        record("com.shop", "unix", "10.42.0.2", "203.0.113.5"), record("com.shop", "tcp", "", "203.0.113.5"),
        record("com.shop", "tcp", "0.0.0.0", "203.0.113.5"), record("com.shop", "tcp", "10.42.0.2", "::"),
        R"({"process":"com.shop","timestamp":1e300,"data":{}})", "7", "[[]]", "{}", "null"};
    for (const std::string &wrong : wrongs) {
        const auto sockets = readPirogueSockets(wrong);
        EXPECT_TRUE(sockets.events.empty()) << wrong;
        EXPECT_EQ(sockets.odd, 1U) << wrong;
    }
    EXPECT_EQ(readPirogueSockets("").odd, 0U);
}

TEST(PirogueSockets, anyCutIsReadWithoutHarm)
{
    const std::string whole = "[" + record("com.shop", "tcp", "10.42.0.2", "203.0.113.5") + "]";
    for (std::size_t cut = 1; cut < whole.size(); ++cut)
        EXPECT_TRUE(readPirogueSockets(whole.substr(0, cut)).events.empty()) << cut;
}
