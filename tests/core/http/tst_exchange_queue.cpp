// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange_queue.h"

#include <gtest/gtest.h>

namespace telltale::http {
namespace {

StreamId ask(ExchangeQueue &queue, const char *method = "GET")
{
    StreamId stream = 0;
    queue.push({0, method, {}}, stream);
    return stream;
}

StreamId answer(ExchangeQueue &queue)
{
    const StreamId stream = queue.front().stream;
    queue.pop();
    return stream;
}

TEST(ExchangeQueue, AnswersInOrder)
{
    ExchangeQueue queue(10);
    EXPECT_EQ(ask(queue), 1U);
    EXPECT_EQ(ask(queue, "HEAD"), 2U);
    EXPECT_EQ(answer(queue), 1U);
    EXPECT_EQ(queue.front().method, "HEAD");
    EXPECT_EQ(answer(queue), 2U);
}

TEST(ExchangeQueue, MakesUpARequestForAnOrphan)
{
    ExchangeQueue queue(10);
    EXPECT_EQ(queue.front().stream, 1U);
    EXPECT_EQ(queue.front().method, "");
    EXPECT_EQ(answer(queue), 1U);
    EXPECT_EQ(ask(queue), 2U);
    EXPECT_EQ(answer(queue), 2U);
}

TEST(ExchangeQueue, SkipsRequestsWhoseAnswersWereInTheHole)
{
    ExchangeQueue queue(10);
    ask(queue);
    queue.responsesLost();
    ask(queue);
    EXPECT_EQ(answer(queue), 2U);
}

TEST(ExchangeQueue, SkipsNothingForAClientThatPipelines)
{
    ExchangeQueue queue(10);
    ask(queue);
    ask(queue);
    queue.responsesLost();
    EXPECT_EQ(answer(queue), 1U);
}

TEST(ExchangeQueue, GivesUpTheOldestAtTheLimit)
{
    ExchangeQueue queue(2);
    StreamId stream = 0;
    EXPECT_TRUE(queue.push({}, stream));
    EXPECT_TRUE(queue.push({}, stream));
    EXPECT_FALSE(queue.push({}, stream));
    EXPECT_EQ(stream, 3U);
    EXPECT_EQ(queue.size(), 2U);
    EXPECT_EQ(answer(queue), 2U);
}

} // namespace
} // namespace telltale::http
