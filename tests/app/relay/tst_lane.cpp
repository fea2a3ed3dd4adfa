// SPDX-License-Identifier: GPL-3.0-or-later
#include "lane.h"

#include <algorithm>
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

TEST(Lane, RunsWhatIsPostedInItsOrder)
{
    Lane lane;
    ASSERT_TRUE(lane.start());
    std::vector<int> seen; // of the lane's thread until it has stopped
    std::promise<void> done;
    for (int i = 0; i < 1000; ++i)
        lane.post([&seen, i] { seen.push_back(i); });
    lane.post([&done] { done.set_value(); });
    done.get_future().wait();
    lane.stop();
    ASSERT_EQ(seen.size(), 1000U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(Lane, ManyMayPost)
{
    Lane lane;
    ASSERT_TRUE(lane.start());
    constexpr int each = 2000;
    int count = 0; // of the lane's thread
    std::promise<void> done;
    std::vector<std::thread> others;
    for (int i = 0; i < 3; ++i)
        others.emplace_back([&] {
            for (int j = 0; j < each; ++j)
                lane.post([&] {
                    if (++count == 3 * each)
                        done.set_value();
                });
        });
    done.get_future().wait(); // a post that did not wake it would be waited for in vain
    for (std::thread &other : others)
        other.join();
}

TEST(Lane, AnAlarmRingsOnceUnlessItIsForgotten)
{
    Lane lane;
    ASSERT_TRUE(lane.start());
    std::promise<void> done;
    bool forgotten = false;
    lane.post([&] {
        const auto other = lane.remindAfter(std::chrono::seconds(0), [&forgotten] { forgotten = true; });
        lane.remindAfter(
            std::chrono::seconds(0), [&] { lane.remindAfter(std::chrono::seconds(0), [&] { done.set_value(); }); });
        lane.forget(other);
    });
    done.get_future().wait();
    lane.stop();
    EXPECT_FALSE(forgotten);
}

/// Reads what comes, and is told of the end.
class Listener : public ReadySet::Watcher {
public:
    explicit Listener(ReadySet &set)
        : m_set(set)
    {
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ours.data()), 0);
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, other.data()), 0);
    }
    ~Listener() override
    {
        for (const int end : {ours[0], ours[1], other[0], other[1]})
            ::close(end);
    }
    void ready(int socket, ReadySet::What what) override
    {
        std::array<char, 100> bytes{};
        const auto got = what.read ? ::read(socket, bytes.data(), bytes.size()) : 0;
        text.append(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        if (what.ended) {
            m_set.remove(this, ours[0], other[0]);
            ended.set_value();
        }
    }

    std::array<int, 2> ours{}, other{};
    std::string text;
    std::promise<void> ended;

private:
    ReadySet &m_set;
};

TEST(Lane, TellsAWatcherOfBothItsSockets)
{
    Lane lane;
    auto watcher = std::make_shared<Listener>(lane.readySet()); // before the lane has descriptors of its own
    ASSERT_TRUE(lane.start());
    auto ended = watcher->ended.get_future();
    ASSERT_EQ(::write(watcher->ours[1], "before ", 7), 7);
    lane.post([&lane, watcher] {
        EXPECT_TRUE(lane.readySet().add(watcher, watcher->ours[0], watcher->other[0]));
        EXPECT_EQ(::write(watcher->other[1], "after", 5), 5);
        EXPECT_EQ(::shutdown(watcher->other[1], SHUT_WR), 0);
    });
    ended.wait();
    lane.stop();
    EXPECT_EQ(watcher->text, "before after");
}

TEST(Lane, EndsWithWhatItStillHolds)
{
    std::weak_ptr<Listener> held;
    {
        Lane lane;
        auto watcher = std::make_shared<Listener>(lane.readySet());
        ASSERT_TRUE(lane.start());
        held = watcher;
        std::promise<void> added;
        lane.post([&, watcher = std::move(watcher)] {
            EXPECT_TRUE(lane.readySet().add(watcher, watcher->ours[0], watcher->other[0]));
            added.set_value();
        });
        added.get_future().wait();
    }
    EXPECT_TRUE(held.expired());
}

TEST(Lane, HasDescriptorsOfItsOwn)
{
    bool allowed = false;
    std::thread([&allowed] { allowed = ::unshare(CLONE_FILES) == 0; }).join();
    if (!allowed)
        GTEST_SKIP() << "the system refuses unshare(2), as some containers do";
    Lane lane;
    ASSERT_TRUE(lane.start());
    std::array<int, 2> pair{}, other{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, other.data()), 0);
    std::promise<bool> seen;
    lane.post([&] { seen.set_value(::fcntl(pair[1], F_GETFD) >= 0); });
    EXPECT_FALSE(seen.get_future().get());
    ASSERT_TRUE(lane.passage().give({pair[0], other[0]}));
    lane.post([&lane] {
        const auto sockets = lane.passage().take();
        ASSERT_TRUE(sockets);
        EXPECT_EQ(::write(sockets->front(), "here", 4), 4); // and are closed with the lane
    });
    std::array<char, 8> bytes{};
    EXPECT_EQ(::read(pair[1], bytes.data(), bytes.size()), 4);
    lane.stop();
    EXPECT_EQ(::read(pair[1], bytes.data(), bytes.size()), 0);
    ::close(pair[1]);
    ::close(other[1]);
}

} // namespace
} // namespace telltale::relaying
