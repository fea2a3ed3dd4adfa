// SPDX-License-Identifier: GPL-3.0-or-later
// The real telltale-capture on the loopback interface. Needs the right to capture; skips without.
#include "capture/child_process.h"
#include "capture/helper_source.h"
#include "net/packet_decoder.h"

#include <arpa/inet.h>
#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace telltale;
using namespace std::chrono_literals;

capture::HelperSource::Settings onLoopback(std::string filter)
{
    return {"lo", std::move(filter), TELLTALE_CAPTURE_PROGRAM, {}};
}

#define START_OR_SKIP(name, filter)                                                                                    \
    auto name##Started = capture::HelperSource::start(onLoopback(filter));                                             \
    if (!name##Started.ok())                                                                                           \
        GTEST_SKIP() << "No right to capture on lo: " << name##Started.error().text();                                 \
    capture::HelperSource &name = *name##Started.value()

void sendDatagram(const std::string &text, std::uint16_t port)
{
    const int sender = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::sendto(sender, text.data(), text.size(), 0, reinterpret_cast<const sockaddr *>(&to), sizeof to),
        static_cast<ssize_t>(text.size()));
    ::close(sender);
}

std::string statusLine(int pid, const std::string &name)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":"))
            return line.substr(line.find_last_of('\t') + 1);
    }
    return {};
}

/// Payloads of the UDP datagrams that came, until @p count of them came or 5 s have passed.
std::vector<std::string> receive(capture::HelperSource &source, std::size_t count)
{
    std::vector<std::string> payloads;
    net::PacketDecoder decoder;
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (payloads.size() < count && std::chrono::steady_clock::now() < until) {
        const auto event = source.next();
        if (const auto *packet = std::get_if<capture::Packet>(&event)) {
            const auto decoded =
                decoder.decode(packet->linkType, packet->bytes, packet->originalLength, packet->origin.time);
            if (decoded.packet)
                payloads.emplace_back(base::asText(decoded.packet->payload));
        }
    }
    return payloads;
}

struct End {
    capture::EndOfInput end;
    std::uint64_t packets = 0;
    capture::DropCount drops;
};

End readToEnd(capture::HelperSource &source)
{
    End result;
    while (true) {
        const auto event = source.next();
        if (std::holds_alternative<capture::Packet>(event))
            ++result.packets;
        else if (const auto *drops = std::get_if<capture::DropCount>(&event))
            result.drops = *drops;
        else if (const auto *end = std::get_if<capture::EndOfInput>(&event)) {
            result.end = *end;
            return result;
        }
    }
}

std::pair<int, std::string> endOf(const std::vector<std::string> &arguments)
{
    auto child = capture::ChildProcess::start(TELLTALE_CAPTURE_PROGRAM, arguments);
    EXPECT_TRUE(child.ok());
    const int status = child.value()->waitForEnd(5s).value_or(-1);
    return {status, child.value()->messages()};
}

} // namespace

TEST(TelltaleCapture, GivesThePacketThatWasSent)
{
    START_OR_SKIP(source, "udp port 47808");
    sendDatagram("first words", 47808);
    const auto before = std::chrono::steady_clock::now();
    // On the loopback interface Linux shows a packet once when sent and once when received.
    const auto payloads = receive(source, 1);
    ASSERT_FALSE(payloads.empty());
    EXPECT_EQ(payloads.front(), "first words");
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
    source.stop();
    const End end = readToEnd(source);
    EXPECT_TRUE(end.end.complete) << end.end.problem;
    EXPECT_GE(end.drops.received, 1U);
    EXPECT_EQ(end.drops.dropped, 0U);
}

TEST(TelltaleCapture, HoldsNoRightWhileItCaptures)
{
    START_OR_SKIP(source, "udp port 47809");
    // Its first octets are here, so it has opened the interface: by now everything must be gone.
    for (const char *set : {"CapInh", "CapPrm", "CapEff", "CapAmb"})
        EXPECT_EQ(statusLine(source.pid(), set), "0000000000000000") << set;
    EXPECT_EQ(statusLine(source.pid(), "NoNewPrivs"), "1");
    EXPECT_EQ(statusLine(source.pid(), "Seccomp"), "2");
}

TEST(TelltaleCapture, StopsWhenItsInputClosesAndLosesNothingBeforeThat)
{
    START_OR_SKIP(source, "udp dst port 47810");
    for (int i = 0; i < 200; ++i)
        sendDatagram("burst", 47810);
    source.stop();
    const End end = readToEnd(source);
    EXPECT_TRUE(end.end.complete) << end.end.problem;
    EXPECT_GE(end.packets, 200U);
    EXPECT_EQ(end.drops.dropped, 0U);
    EXPECT_TRUE(std::holds_alternative<capture::EndOfInput>(source.next()));
}

TEST(TelltaleCapture, OutlivesTheThreadThatStartedIt)
{
    // The kernel's signal for a parent's end also comes when just that thread ends.
    auto started = base::Result<std::unique_ptr<capture::HelperSource>>(base::Error{});
    std::thread([&started] { started = capture::HelperSource::start(onLoopback("udp port 47811")); }).join();
    if (!started.ok())
        GTEST_SKIP() << "No right to capture on lo: " << started.error().text();
    capture::HelperSource &source = *started.value();
    sendDatagram("still here", 47811);
    const auto payloads = receive(source, 1);
    ASSERT_FALSE(payloads.empty());
    EXPECT_EQ(payloads.front(), "still here");
    source.stop();
    EXPECT_TRUE(readToEnd(source).end.complete);
}

TEST(TelltaleCapture, LeavesNoProcessBehind)
{
    int pid = 0;
    {
        START_OR_SKIP(source, "");
        pid = source.pid();
        ASSERT_NE(statusLine(pid, "State"), "");
    }
    EXPECT_EQ(statusLine(pid, "State"), "");
}

TEST(TelltaleCapture, SaysWhatIsWrongWithTheFilter)
{
    auto started = capture::HelperSource::start(onLoopback("port of call"));
    ASSERT_FALSE(started.ok());
    if (started.error().text().find("setcap") != std::string::npos)
        GTEST_SKIP() << "No right to capture on lo.";
    EXPECT_EQ(started.error().kind, base::ErrorKind::usage);
    EXPECT_NE(started.error().text().find("port of call"), std::string::npos) << started.error().text();
}

TEST(TelltaleCapture, SaysThatAnInterfaceIsMissing)
{
    auto started = capture::HelperSource::start({"nosuch0", {}, TELLTALE_CAPTURE_PROGRAM, {}});
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().kind, base::ErrorKind::privilege);
    EXPECT_FALSE(started.error().text().empty());
}

TEST(TelltaleCapture, SaysThatItIsNotInstalled)
{
    auto started = capture::HelperSource::start({"lo", {}, "/nonexistent/telltale-capture", {}});
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().kind, base::ErrorKind::privilege);
}

TEST(TelltaleCapture, ExitsWith1OnWrongUsage)
{
    for (const std::vector<std::string> &arguments : {std::vector<std::string>{}, {"-i"}, {"--nonsense"},
             {"-i", "lo", "--snaplen", "many"}, {"-i", "lo", "--buffer", "0"}, {"-i", "lo", "--filterx", "y"}}) {
        const auto [status, said] = endOf(arguments);
        EXPECT_EQ(status, 1) << said;
        EXPECT_TRUE(said.starts_with("telltale-capture: ")) << said;
        EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    }
}

TEST(TelltaleCapture, HelpAndVersionSucceed)
{
    EXPECT_EQ(endOf({"--help"}).first, 0);
    EXPECT_EQ(endOf({"--version"}).first, 0);
}
