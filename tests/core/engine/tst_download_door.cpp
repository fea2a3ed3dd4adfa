// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/download_door.h"

#include "core/engine/phone_dial.h"

#include <gtest/gtest.h>

#include <array>

using namespace telltale;
using engine::DownloadDoor;
using Words = std::vector<std::string>;

namespace {

/// PCAPdroid's server, whose answers the test writes.
class Phone {
public:
    explicit Phone(bool started = true)
    {
        engine::SocketAddress here(test::localhost());
        EXPECT_EQ(::bind(m_listener.get(), here.raw(), *here.length()), 0);
        if (started)
            start();
    }

    void start() { EXPECT_EQ(::listen(m_listener.get(), 8), 0); }

    [[nodiscard]] net::Endpoint address() const { return engine::localEnd(m_listener.get()); }

    /// The path that was asked for; the connection stays until the next one is answered.
    std::string answer(const std::string &text)
    {
        m_asker = capture::UniqueDescriptor(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        std::string request;
        std::array<char, 1024> part{};
        while (request.find("\r\n\r\n") == std::string::npos) {
            const ssize_t count = ::recv(m_asker.get(), part.data(), part.size(), 0);
            if (count <= 0)
                return "nothing";
            request.append(part.data(), static_cast<std::size_t>(count));
        }
        test::send(m_asker, text);
        return request.substr(0, request.find(" HTTP"));
    }
    void hangUp() { m_asker.reset(); }

private:
    capture::UniqueDescriptor m_listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    capture::UniqueDescriptor m_asker;
};

std::string chunk(const std::string &octets)
{
    std::array<char, 24> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", octets.size());
    return size.data() + octets + "\r\n";
}

const std::string captureHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.tcpdump.pcap\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Lets the door send its request.
void turn(engine::PhoneDoor &door, engine::ArrivedCaptures &captures, int times = 2)
{
    for (int i = 0; i < times; ++i)
        (void)door.receive(captures);
}

} // namespace

TEST(DownloadDoor, followsTheRedirectionReadsTheCaptureAndAsksAgain)
{
    Phone phone;
    const auto opened = DownloadDoor::open(phone.address(), {});
    ASSERT_TRUE(opened.ok()) << opened.error().text();
    engine::PhoneDoor &door = *opened.value();
    engine::ArrivedCaptures captures({});
    const std::string whole = test::conversation();
    for (const char *first : {"1", "7"}) {
        EXPECT_EQ(phone.answer("HTTP/1.1 302 Found\r\nLocation: /a.pcap\r\nContent-Length: 0\r\n\r\n"), "GET /");
        turn(door, captures, 3);
        EXPECT_EQ(phone.answer(captureHead + chunk(whole.substr(0, 50)) + chunk(whole.substr(50)) + "0\r\n\r\n"),
            "GET /a.pcap");
        EXPECT_EQ(test::words(6, door, captures).front(), first);
        phone.hangUp();
        while (std::string(first) == "1" && door.receive(captures)) { }
        turn(door, captures, 100); // after a second it dials again
    }
    EXPECT_FALSE(door.failure());
}

TEST(DownloadDoor, somethingElseAtFirstIsAFailure)
{
    Phone phone;
    const auto opened = DownloadDoor::open(phone.address(), {});
    ASSERT_TRUE(opened.ok());
    engine::ArrivedCaptures captures({});
    EXPECT_EQ(phone.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), "GET /");
    turn(*opened.value(), captures);
    ASSERT_TRUE(opened.value()->failure());
    EXPECT_NE(opened.value()->failure()->message.find("status 404"), std::string::npos);
}

TEST(DownloadDoor, redirectionsInACircleAreAFailure)
{
    Phone phone;
    const auto opened = DownloadDoor::open(phone.address(), {});
    ASSERT_TRUE(opened.ok());
    engine::ArrivedCaptures captures({});
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(phone.answer("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"), "GET /");
        turn(*opened.value(), captures, 3);
    }
    ASSERT_TRUE(opened.value()->failure());
    EXPECT_NE(opened.value()->failure()->message.find("circle"), std::string::npos);
}

TEST(DownloadDoor, isAwaitedUntilThePhoneStarts)
{
    Phone phone(false);
    const auto door = DownloadDoor::await(phone.address(), {});
    engine::ArrivedCaptures captures({});
    turn(*door, captures, 10); // nobody answers yet
    EXPECT_FALSE(door->failure());
    phone.start();
    turn(*door, captures, 100); // after a second it dials again
    EXPECT_EQ(phone.answer(captureHead + chunk(test::conversation()) + "0\r\n\r\n"), "GET /");
    turn(*door, captures);
    const auto heard = captures.next();
    ASSERT_TRUE(heard && std::holds_alternative<capture::JournalLine>(*heard));
    EXPECT_NE(std::get<capture::JournalLine>(*heard).object.find(R"("from":"127.0.0.1")"), std::string::npos);
    EXPECT_EQ(test::words(6, *door, captures).back(), "6");
}

TEST(DownloadDoor, nobodyThereIsNamed)
{
    net::Endpoint closed;
    {
        const Phone gone;
        closed = gone.address();
    }
    const auto opened = DownloadDoor::open(closed, {});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, base::ErrorKind::privilege);
    EXPECT_NE(opened.error().message.find(closed.text()), std::string::npos) << opened.error().message;
}
