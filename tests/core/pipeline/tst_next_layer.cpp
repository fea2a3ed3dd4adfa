// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/next_layer.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using base::Side;
using testing::ElementsAre;
using testing::Contains;

class NextLayerTest : public testing::TestWithParam<bool> { };

TEST_P(NextLayerTest, findsHttpAndLosesNothingOfTheFirstBytes)
{
    test::FlowBench bench;
    pipeline::NextLayer layer(bench.flow, "", false);
    test::feed(layer, Side::originator, "GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n", test::at(1, 1), GetParam());
    test::feed(layer, Side::responder, "HTTP/1.1 204 No Content\r\n\r\n", test::at(2, 2), GetParam());
    test::endBoth(layer, test::at(3, 3));
    EXPECT_THAT(bench.recorder.lines, ElementsAre("request c1.x1 GET http://a.example/x body=", "end c1.x1 204 received=0"));
    EXPECT_EQ(bench.flow.connection.decryption, session::Decryption::plain);
}

TEST_P(NextLayerTest, turnsTheSidesWhereTheRequestComesFromTheOther)
{
    test::FlowBench bench;
    const auto client = bench.flow.connection.responder;
    pipeline::NextLayer layer(bench.flow, "", false);
    test::feed(layer, Side::responder, "GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n", test::at(1, 1), GetParam());
    test::endBoth(layer, test::at(3, 3));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x1 GET http://a.example/x body="));
    EXPECT_EQ(bench.flow.connection.originator, client);
}

INSTANTIATE_TEST_SUITE_P(WholeAndBytewise, NextLayerTest, testing::Values(false, true));

TEST(NextLayer, saysUnknownAndStillFindsItsWayIn)
{
    test::FlowBench bench;
    pipeline::NextLayer layer(bench.flow, "", false);
    layer.data(Side::responder, base::asBytes(std::string("\x00\x01\x02 the end of a body", 22)), test::at(1, 1));
    EXPECT_EQ(bench.flow.connection.reason, session::Reason::unknownProtocol);
    layer.data(Side::originator, base::asBytes("GET /next HTTP/1.1\r\nHost: a.example\r\n\r\n"), test::at(2, 2));
    test::endBoth(layer, test::at(3, 3));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x1 GET http://a.example/next body="));
    EXPECT_EQ(bench.flow.connection.reason, session::Reason::none);
}

TEST(NextLayer, stopsAtTheLimitOfNestedLayers)
{
    test::FlowBench bench;
    bench.limits.layers = 0;
    pipeline::NextLayer layer(bench.flow, "", false);
    layer.data(Side::originator, base::asBytes("GET / HTTP/1.1\r\n\r\n"), test::at(1, 1));
    EXPECT_THAT(bench.recorder.lines, ElementsAre("anomaly pipeline.layer_limit"));
}
