// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/phone_event.h"

#include "attribution/call_stack.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

namespace {

const base::Timestamp moment{1'600'000'000'123'456'789};
const net::Endpoint phone{*net::IpAddress::parse("10.42.0.2"), 40000};
const net::Endpoint server{*net::IpAddress::parse("2001:db8::1"), 443};

} // namespace

TEST(PhoneEvent, everyLineGivesTheSameEventAgain)
{
    const SocketSeen socket{session::AppSource::device, moment, net::Transport::tcp, phone, server, 10123};
    const SocketSeen open{session::AppSource::pcapdroid, moment, net::Transport::udp, {{}, 5353}, {{}, 0}, 1};
    const SocketSeen called{session::AppSource::pirogue, moment, net::Transport::tcp, phone, server, 1,
        {"java.net.Socket.connect (native)", "com.a.\"B\".c"}};
    for (const PhoneEvent &event : std::vector<PhoneEvent>{socket, open, called, SocketGone{socket}, SocketGone{called},
             SocketsThere{session::AppSource::pirogue, moment},
             UidPackages{session::AppSource::device, moment, 10200, {"com.a", "com.b"}, 3, "A \"quoted\" name", "1.2"},
             Foreground{moment, "com.a", "com.a.Main", "com.a/com.a.Main", true}, Foreground{moment, {}, {}, {}, false},
             PhoneLink{moment, true, "b5a7", "Redmi_Note_8", {}}, PhoneLink{moment, false, {}, {}, "No adb server."},
             UserNaming{
                 moment, UserNaming::OneConnection{net::Transport::tcp, phone, server, moment}, {}, {}, "com.x", "X"},
             UserNaming{moment, std::nullopt, "com.a", "A", {}, "B"}, PhoneHeard{moment, phone.ip},
             PhoneHeard{moment, server.ip}}) {
        const std::string line = formatPhoneEvent(event);
        EXPECT_EQ(readPhoneEvent(line), event) << line;
    }
}

TEST(PhoneEvent, linesAreWhatTheJournalSays)
{
    EXPECT_EQ(
        formatPhoneEvent(SocketSeen{session::AppSource::device, moment, net::Transport::tcp, phone, server, 10123}),
        R"({"entry":"socket","time":"2020-09-13T12:26:40.123456789Z","transport":"tcp","local":{"ip":"10.42.0.2","port":40000},)"
        R"("remote":{"ip":"2001:db8::1","port":443},"uid":10123})");
}

TEST(PhoneEvent, framesOfAStackAreBounded)
{
    const auto stackOf = [](const std::string &stack) {
        const auto event = readPhoneEvent(
            R"({"entry":"socket","time":"2020-09-13T12:26:40Z","transport":"tcp","local":{"ip":null,"port":1},)"
            R"("remote":{"ip":null,"port":1},"uid":1,"stack":)"
            + stack + "}");
        return event ? std::get<SocketSeen>(*event).stack : session::CallStack{"no event"};
    };
    EXPECT_EQ(stackOf(R"(["a.B",7,"","c\nd","e.F"])"), (session::CallStack{"a.B", "e.F"}));
    EXPECT_EQ(stackOf("7"), session::CallStack{});
    EXPECT_EQ(stackOf("[\"" + std::string(longestFrame + 1, 'a') + "\"]"), session::CallStack{});
    std::string many = "[";
    for (std::size_t i = 0; i < mostFrames + 5; ++i)
        many += "\"a\",";
    many.back() = ']';
    EXPECT_EQ(stackOf(many).size(), mostFrames);
}

TEST(PhoneEvent, whatIsNoneIsNone)
{
    for (const char *line :
        {"", "{", "[]", "{}", R"({"entry":"socket"})", R"({"entry":"private","time":"2020-09-13T12:26:40Z","on":true})",
            R"({"entry":"socket","time":"2020-09-13T12:26:40Z","transport":"sctp","local":{"ip":null,"port":1},"remote":{"ip":null,"port":1},"uid":1})",
            R"({"entry":"socket","time":"2020-09-13T12:26:40Z","transport":"tcp","local":{"ip":"x","port":1},"remote":{"ip":null,"port":1},"uid":1})",
            R"({"entry":"socket","time":"2020-09-13T12:26:40Z","transport":"tcp","local":{"ip":null,"port":70000},"remote":{"ip":null,"port":1},"uid":1})",
            R"({"entry":"socket","time":"2020-09-13T12:26:40Z","source":"guess","transport":"tcp","local":{"ip":null,"port":1},"remote":{"ip":null,"port":1},"uid":1})",
            R"({"entry":"uid","time":"2020-09-13T12:26:40Z","uid":99999999999,"packages":[]})",
            R"({"entry":"foreground","time":"now","secure":true})",
            R"({"entry":"phone","time":"2020-09-13T12:26:40Z"})",
            R"({"entry":"phone_heard","time":"2020-09-13T12:26:40Z","from":null})",
            R"({"entry":"phone_heard","time":"2020-09-13T12:26:40Z","from":"phone"})",
            R"({"entry":"app_named","time":"2020-09-13T12:26:40Z","connection":null,"name":"X"})"})
        EXPECT_FALSE(readPhoneEvent(line)) << line;
}
