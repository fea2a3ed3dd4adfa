// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_sockets.h"

#include "attribution/call_stack.h"

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

namespace {

std::string withStack(const std::string &stack)
{
    std::string text = record("com.shop", "tcp", "10.42.0.2", "203.0.113.5");
    const std::string known = R"([{"class":"a.B","line":1}])";
    return text.replace(text.find(known), known.size(), stack);
}

/// The stacks of all sockets.
std::vector<session::CallStack> stacks(const PirogueSockets &sockets)
{
    std::vector<session::CallStack> out;
    for (const PhoneEvent &event : sockets.events) {
        if (const auto *seen = std::get_if<SocketSeen>(&event))
            out.push_back(seen->stack);
    }
    return out;
}

using Stacks = std::vector<session::CallStack>;

} // namespace

TEST(PirogueSockets, aSocketComesWithItsStack)
{
    const std::string stack =
        R"([{"class":"libcore.io.Linux","file":"Linux.java","line":-2,"method":"connect","is_native":true,"str":"x"},)"
        R"({"class":"com.shop.net.Api","file":"Api.kt","line":42,"method":"send","is_native":false,"str":"y"},)"
        R"x({"str":"com.shop.Main.onCreate(Main.kt:7)"}])x";
    EXPECT_EQ(stacks(readPirogueSockets(withStack(stack))),
        Stacks{(session::CallStack{"libcore.io.Linux.connect (native)", "com.shop.net.Api.send (Api.kt:42)",
            "com.shop.Main.onCreate(Main.kt:7)"})});
}

TEST(PirogueSockets, aStackThatIsNoneIsLeftOut)
{
    for (const char *none : {"[]", "7", "null", "\"x\"", "{}", "[7,null,[],{}]", R"([{"class":7,"method":[]}])",
             R"([{"class":"a\nb"}])", R"([{"class":"a","method":"\u0007"}])"})
        EXPECT_EQ(stacks(readPirogueSockets(withStack(none))), Stacks{{}}) << none;
    EXPECT_EQ(stacks(readPirogueSockets(withStack(R"([7,{"class":"a.B","line":"x"}])"))), Stacks{{"a.B"}});
}

TEST(PirogueSockets, stacksHaveLimits)
{
    std::string many = "[";
    for (int i = 0; i < 1000; ++i)
        many += R"({"class":")" + std::string(1000, 'a') + R"("},)";
    many.back() = ']';
    const auto sockets = readPirogueSockets(withStack(many));
    ASSERT_EQ(stacks(sockets).size(), 1U);
    EXPECT_EQ(stacks(sockets)[0].size(), mostFrames);
    EXPECT_LE(stacks(sockets)[0][0].size(), longestFrame);
    EXPECT_EQ(sockets.withoutStack, 0U);
    const std::string small = withStack(R"([{"class":"a.B"}])");
    const auto cut = readPirogueSockets(small + "\n" + small + "\n" + small, 2 * (sizeof(std::string) + 3));
    EXPECT_EQ(stacks(cut), (Stacks{{"a.B"}, {"a.B"}, {}}));
    EXPECT_EQ(cut.withoutStack, 1U);
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
