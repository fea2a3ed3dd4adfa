// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_outlet.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace telltale::relaying {
namespace {

class Outlet : public testing::Test {
protected:
    Outlet() { EXPECT_EQ(::pipe(ends.data()), 0); }
    ~Outlet() override
    {
        for (const int end : ends)
            if (end >= 0)
                ::close(end);
    }

    std::string readAll()
    {
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        std::string text(1 << 20, 0);
        std::size_t size = 0;
        for (ssize_t got = 0; (got = ::read(ends[0], text.data() + size, text.size() - size)) > 0;)
            size += static_cast<std::size_t>(got);
        text.resize(size);
        return text;
    }

    asio::io_context context;
    std::array<int, 2> ends{};
};

TEST_F(Outlet, WritesLines)
{
    LineOutlet outlet(context, ends[1], 1000);
    outlet.write("one");
    outlet.write("two\n");
    EXPECT_EQ(readAll(), "one\ntwo\n");
    EXPECT_TRUE(outlet.empty());
    EXPECT_EQ(::fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0) << "the descriptor stays as it was";
}

TEST_F(Outlet, NeverBlocksAndDropsWholeLinesBeyondItsBound)
{
    LineOutlet outlet(context, ends[1], 10'000);
    const std::string line(99, 'x');
    const int written = 3000;
    for (int i = 0; i < written; ++i)
        outlet.write(line);
    EXPECT_GT(outlet.dropped(), 0U);
    EXPECT_FALSE(outlet.empty());
    std::string got = readAll();
    while (!outlet.empty()) { // the reader has taken some: the rest comes
        context.restart();
        context.run_one();
        got += readAll();
    }
    EXPECT_EQ(got.size(), (written - outlet.dropped()) * (line.size() + 1));
    EXPECT_EQ(got.find("xx\nx") != std::string::npos, true);
}

TEST_F(Outlet, TellsOfWhatItDropped)
{
    int told = 0;
    LineOutlet outlet(context, ends[1], 100'000, [&told] { ++told; });
    const std::string line(999, 'x');
    while (outlet.tryToWrite(line)) { }
    EXPECT_EQ(outlet.untold(), 0U) << "a mere try is no loss";
    outlet.write(line);
    outlet.write(line);
    EXPECT_EQ(told, 2);
    EXPECT_EQ(outlet.untold(), 2U);
    outlet.told();
    EXPECT_EQ(outlet.untold(), 0U);
    EXPECT_EQ(outlet.dropped(), 2U);
}

TEST_F(Outlet, NoticesThatNobodyReads)
{
    std::signal(SIGPIPE, SIG_IGN);
    LineOutlet outlet(context, ends[1], 1000);
    ::close(ends[0]);
    ends[0] = -1;
    outlet.write("one");
    EXPECT_FALSE(outlet.open());
    LineOutlet nowhere(context, -1, 1000);
    nowhere.write("one");
    EXPECT_TRUE(nowhere.empty());
}

} // namespace
} // namespace telltale::relaying
