// SPDX-License-Identifier: GPL-3.0-or-later
#include "socket_passage.h"

#include <array>
#include <fcntl.h>
#include <future>
#include <gtest/gtest.h>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace telltale::relaying {
namespace {

/// Two sockets to give away, and the far end of each.
struct Connections {
    Connections()
    {
        for (std::size_t i = 0; i < 2; ++i) {
            std::array<int, 2> pair{};
            EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
            given[i] = pair[0];
            far[i] = pair[1];
        }
    }
    Connections(const Connections &) = delete;
    Connections &operator=(const Connections &) = delete;
    ~Connections()
    {
        for (const int end : far)
            ::close(end);
    }

    /// What arrives at the far end; empty when the near one is closed everywhere.
    [[nodiscard]] std::string arrives(std::size_t which) const
    {
        std::array<char, 100> bytes{};
        const auto got = ::read(far[which], bytes.data(), bytes.size());
        return {bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
    }

    SocketPassage::Pair given{}, far{};
};

bool isOpen(int descriptor)
{
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

void say(int socket, const std::string &text)
{
    EXPECT_EQ(::write(socket, text.data(), text.size()), static_cast<ssize_t>(text.size()));
}

TEST(SocketPassage, TakesPairsInOrderToAThreadWithATableOfItsOwn)
{
    constexpr std::size_t count = 1000;
    SocketPassage passage;
    ASSERT_TRUE(passage.made());
    std::promise<void> first;
    std::vector<std::string> heard;
    std::thread taker([&, given = first.get_future()] {
        ::unshare(CLONE_FILES); // where it is refused, the numbers are others all the same
        given.wait();
        for (std::size_t i = 0; i < count;) {
            const auto sockets = passage.take();
            if (!sockets)
                continue;
            say(sockets->front(), std::to_string(i));
            say(sockets->back(), "other " + std::to_string(i));
            ::close(sockets->front());
            ::close(sockets->back());
            ++i;
        }
    });
    for (std::size_t i = 0; i < count; ++i) {
        const Connections connections;
        ASSERT_TRUE(passage.give(connections.given));
        if (i == 0)
            first.set_value();
        EXPECT_EQ(connections.arrives(0), std::to_string(i));
        EXPECT_EQ(connections.arrives(1), "other " + std::to_string(i));
    }
    taker.join();
}

TEST(SocketPassage, ClosesWhatItWasGiven)
{
    SocketPassage passage;
    const Connections connections;
    ASSERT_TRUE(passage.give(connections.given));
    EXPECT_FALSE(isOpen(connections.given[0]));
    EXPECT_FALSE(isOpen(connections.given[1]));
    const auto sockets = passage.take();
    ASSERT_TRUE(sockets);
    EXPECT_NE(::fcntl(sockets->front(), F_GETFD) & FD_CLOEXEC, 0);
    for (const int socket : *sockets)
        ::close(socket);
    EXPECT_EQ(connections.arrives(0), "");
    EXPECT_FALSE(passage.take());
}

TEST(SocketPassage, ClosesWhatNobodyTook)
{
    const Connections connections;
    {
        SocketPassage passage;
        ASSERT_TRUE(passage.give(connections.given));
    }
    EXPECT_EQ(connections.arrives(0), "");
    EXPECT_EQ(connections.arrives(1), "");
}

TEST(SocketPassage, SaysWhenASocketIsNone)
{
    SocketPassage passage;
    const Connections connections;
    EXPECT_FALSE(passage.give({connections.given[0], -1}));
    EXPECT_FALSE(isOpen(connections.given[0]));
    ::close(connections.given[1]);
    EXPECT_FALSE(passage.take());
}

} // namespace
} // namespace telltale::relaying
