// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_stream_source.h"

#include "support/capture_text.h"
#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace telltale;
using engine::PcapdroidInput;
using engine::PhoneStreamSource;

namespace {

const std::string conversation =
    test::CaptureText().open().client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").close().bytes();

net::Endpoint here(std::uint16_t port = 0)
{
    return {*net::IpAddress::parse("127.0.0.1"), port};
}

/// A socket of the phone's, connected to where it is to send.
capture::UniqueDescriptor dial(const PhoneStreamSource &source, int type)
{
    capture::UniqueDescriptor phone(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(source.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(phone.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    return phone;
}

void send(const capture::UniqueDescriptor &phone, std::string_view octets)
{
    EXPECT_EQ(::send(phone.get(), octets.data(), octets.size(), 0), static_cast<ssize_t>(octets.size()));
}

/// Numbers of the packets, and anomalies, until @p wanted of them are there.
std::vector<std::string> read(PhoneStreamSource &source, std::size_t wanted)
{
    std::vector<std::string> words;
    while (words.size() < wanted) {
        const capture::SourceEvent event = source.next();
        if (const auto *packet = std::get_if<capture::Packet>(&event))
            words.push_back(std::to_string(packet->origin.packet));
        else if (const auto *anomaly = std::get_if<base::Anomaly>(&event))
            words.push_back(anomaly->id);
        else if (std::holds_alternative<capture::EndOfInput>(event))
            words.emplace_back("end");
    }
    return words;
}

using Words = std::vector<std::string>;

} // namespace

TEST(PhoneStreamSource, datagramsWithALostHeaderAndANewOne)
{
    const auto started = PhoneStreamSource::start({PcapdroidInput::Sink::udp, here(), {}, {}}, {});
    ASSERT_TRUE(started.ok()) << started.error().text();
    PhoneStreamSource &source = *started.value();
    const auto phone = dial(source, SOCK_DGRAM);
    std::vector<std::string> records;
    test::eachRecord(conversation, [&](std::size_t, std::string_view header, std::string_view packet) {
        records.push_back(std::string(header) + std::string(packet));
    });
    send(phone, records[0]);
    send(phone, records[1]);
    EXPECT_EQ(read(source, 2), (Words{"1", "2"}));
    send(phone, conversation.substr(0, 24));
    send(phone, records[2]);
    send(phone, "noise");
    send(phone, records[3]);
    EXPECT_EQ(read(source, 2), (Words{"3", "4"})) << "numbered on";
    source.stop();
    EXPECT_EQ(read(source, 1), Words{"end"});
    EXPECT_EQ(read(source, 1), Words{"end"});
}

TEST(PhoneStreamSource, aStreamThatIsCutAndBeginsAgain)
{
    const auto started = PhoneStreamSource::start({PcapdroidInput::Sink::tcp, here(), {}, {}}, {});
    ASSERT_TRUE(started.ok()) << started.error().text();
    PhoneStreamSource &source = *started.value();
    {
        const auto phone = dial(source, SOCK_STREAM);
        send(phone, std::string_view(conversation).substr(0, conversation.size() - 1));
    }
    EXPECT_EQ(read(source, 5), (Words{"1", "2", "3", "4", "capture.stream_cut"}));
    dial(source, SOCK_STREAM); // and hangs up at once
    {
        const auto phone = dial(source, SOCK_STREAM);
        send(phone, conversation);
    }
    EXPECT_EQ(read(source, 5), (Words{"5", "6", "7", "8", "9"}));
    const auto phone = dial(source, SOCK_STREAM);
    send(phone, "this is no capture, whatever it may be");
    EXPECT_EQ(read(source, 1), Words{"capture.stream_cut"});
    source.stop();
    EXPECT_EQ(read(source, 1), Words{"end"});
}

TEST(PhoneStreamSource, anAddressThatIsTakenIsNamed)
{
    const auto first = PhoneStreamSource::start({PcapdroidInput::Sink::tcp, here(), {}, {}}, {});
    ASSERT_TRUE(first.ok());
    const net::Endpoint taken = here(first.value()->port());
    const auto second = PhoneStreamSource::start({PcapdroidInput::Sink::tcp, taken, {}, {}}, {});
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find(taken.text()), std::string::npos) << second.error().message;
}
