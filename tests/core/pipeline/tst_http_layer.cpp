// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/http_layer.h"

#include "session/header_block.h"
#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using base::Side;
using testing::ElementsAre;

class HttpLayerTest : public testing::TestWithParam<bool> { };

TEST_P(HttpLayerTest, requestAndAnswerBecomeOneExchange)
{
    test::FlowBench bench;
    pipeline::HttpLayer layer(bench.flow, false, false);
    test::feed(layer, Side::originator, "POST /sa?project=x HTTP/1.1\r\nHost: sa.example\r\nContent-Length: 3\r\n\r\nabc",
               test::at(1, 4), GetParam());
    test::feed(layer, Side::responder, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", test::at(2, 6), GetParam());
    test::endBoth(layer, test::at(3, 8));
    EXPECT_THAT(bench.recorder.lines,
                ElementsAre("request c1.x1 POST http://sa.example/sa?project=x body=abc", "end c1.x1 200 received=2"));
    const session::Exchange &exchange = bench.recorder.exchanges.at(0);
    EXPECT_EQ(exchange.time, test::at(1, 4).time);
    EXPECT_EQ(exchange.end, test::at(2, 6).time);
    EXPECT_THAT(exchange.request.packets, ElementsAre(4));
    EXPECT_EQ(base::asText(bench.payloads->read(exchange.request.body)), "abc");
    const auto headers = session::decodeHeaders(bench.payloads->read(exchange.request.headers));
    EXPECT_EQ(session::headerValue(headers, "host"), "sa.example");
}

TEST_P(HttpLayerTest, requestWithoutAnswerEndsWithTheConnection)
{
    test::FlowBench bench;
    pipeline::HttpLayer layer(bench.flow, false, true);
    test::feed(layer, Side::originator, "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", test::at(1, 1), GetParam());
    test::endBoth(layer, test::at(9, 2));
    EXPECT_THAT(bench.recorder.lines,
                ElementsAre("request c1.x1 GET https://a.example/ body=", "end c1.x1 - received=0 incomplete"));
}

TEST_P(HttpLayerTest, answerWithoutRequestIsAnAnomalyNotAnExchange)
{
    test::FlowBench bench;
    pipeline::HttpLayer layer(bench.flow, false, false);
    test::feed(layer, Side::responder, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", test::at(1, 1), GetParam());
    test::endBoth(layer, test::at(2, 2));
    EXPECT_THAT(bench.recorder.lines, ElementsAre("anomaly http.response_without_request"));
}

INSTANTIATE_TEST_SUITE_P(WholeAndBytewise, HttpLayerTest, testing::Values(false, true));
