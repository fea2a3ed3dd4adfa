// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exchange_builder.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using testing::Contains;
using testing::ElementsAre;

namespace {

http::RequestHead post(const std::string &target)
{
    http::RequestHead head;
    head.method = "POST";
    head.target = target;
    head.authority = "collector.example";
    return head;
}

http::ResponseHead answer(std::uint16_t status)
{
    http::ResponseHead head;
    head.status = status;
    return head;
}

} // namespace

TEST(ExchangeBuilder, anAnswerThatOvertakesItsRequestWaitsForIt)
{
    test::FlowBench bench;
    pipeline::ExchangeBuilder builder(bench.flow, true);
    builder.requestHead(7, post("/a"), test::at(1, 1));
    builder.responseHead(7, answer(413), test::at(2, 2));
    builder.responseEnd(7, {}, true, test::at(2, 2));
    EXPECT_TRUE(bench.recorder.lines.empty());
    builder.requestBody(7, base::asBytes("late"), test::at(3, 3));
    builder.requestEnd(7, {}, true, test::at(3, 3));
    EXPECT_THAT(bench.recorder.lines,
                ElementsAre("request c1.x1 POST https://collector.example/a body=late", "end c1.x1 413 received=0"));
}

TEST(ExchangeBuilder, ordinalsFollowTheRequestsNotTheStreams)
{
    test::FlowBench bench;
    pipeline::ExchangeBuilder builder(bench.flow, true);
    builder.requestHead(5, post("/b"), test::at(1, 1));
    builder.requestHead(3, post("/a"), test::at(1, 2));
    builder.finish(test::at(2, 3));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x1 POST https://collector.example/b body= incomplete"));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x2 POST https://collector.example/a body= incomplete"));
}

TEST(ExchangeBuilder, aBodyOverTheLimitIsCountedButNotKept)
{
    test::FlowBench bench;
    bench.limits.bodyBytes = 4;
    pipeline::ExchangeBuilder builder(bench.flow, false);
    builder.requestHead(1, post("/"), test::at(1, 1));
    builder.requestBody(1, base::asBytes("123"), test::at(1, 1));
    builder.requestBody(1, base::asBytes("456"), test::at(1, 2));
    builder.requestEnd(1, {}, true, test::at(1, 2));
    EXPECT_THAT(bench.recorder.lines,
                ElementsAre("anomaly http.body_limit", "request c1.x1 POST http://collector.example/ body=123"));
    EXPECT_EQ(bench.recorder.requests.at(0).request.size, 6U);
    builder.finish(test::at(2, 3));
    EXPECT_EQ(bench.shard.pendingBodyBytes, 0U);
}

TEST(ExchangeBuilder, namesThePacketsOfAMessageOnceAndWithinTheLimit)
{
    test::FlowBench bench;
    bench.limits.packetsPerMessage = 3;
    pipeline::ExchangeBuilder builder(bench.flow, false);
    builder.requestHead(1, post("/"), test::at(1, 10));
    for (std::uint64_t packet = 10; packet < 20; ++packet)
        builder.requestBody(1, base::asBytes("x"), test::at(1, packet));
    builder.requestEnd(1, {}, true, test::at(1, 20));
    EXPECT_THAT(bench.recorder.requests.at(0).request.packets, ElementsAre(10, 11, 12, 20));
    EXPECT_THAT(bench.recorder.lines, Contains("anomaly http.packet_limit").Times(1));
}

TEST(ExchangeBuilder, measuresWhatTheContentCodingHides)
{
    test::FlowBench bench;
    pipeline::ExchangeBuilder builder(bench.flow, false);
    auto head = post("/");
    head.fields.push_back({"Content-Encoding", "gzip"});
    // gzip of "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" (40 times a)
    const std::uint8_t gzip[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0x4c, 0x24, 0x0e, 0x00, 0x00, 0x25, 0x8a, 0x5b, 0xc9, 0x28, 0x00, 0x00, 0x00};
    builder.requestHead(1, head, test::at(1, 1));
    builder.requestBody(1, gzip, test::at(1, 1));
    builder.requestEnd(1, {}, true, test::at(1, 1));
    const session::Message &request = bench.recorder.requests.at(0).request;
    EXPECT_EQ(request.size, sizeof gzip);
    EXPECT_EQ(request.decodedSize, 40U);
}
