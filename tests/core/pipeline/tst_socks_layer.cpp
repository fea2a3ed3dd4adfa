// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/socks_layer.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using base::Side;
using pipeline::SocksSniff;
using testing::Contains;

namespace {

const std::string request = "GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n";
std::string octets(std::initializer_list<int> values)
{
    std::string text;
    for (const int value : values)
        text += static_cast<char>(value);
    return text;
}

} // namespace

class SocksLayerTest : public testing::TestWithParam<bool> { };

TEST_P(SocksLayerTest, stepsOverSocks5WithAName)
{
    test::FlowBench bench;
    pipeline::SocksLayer layer(bench.flow);
    test::feed(layer, Side::originator, octets({5, 1, 0}), test::at(1, 1), GetParam());
    test::feed(layer, Side::responder, octets({5, 0}), test::at(1, 2), GetParam());
    test::feed(layer, Side::originator, octets({5, 1, 0, 3, 1, 'a', 0, 80}), test::at(1, 3), GetParam());
    test::feed(layer, Side::responder, octets({5, 0, 0, 1, 0, 0, 0, 0, 0, 0}), test::at(1, 4), GetParam());
    test::feed(layer, Side::originator, request, test::at(1, 5), GetParam());
    test::endBoth(layer, test::at(2, 6));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x1 GET http://a.example/x body="));
}

TEST_P(SocksLayerTest, stepsOverSocks4WithAName)
{
    test::FlowBench bench;
    pipeline::SocksLayer layer(bench.flow);
    test::feed(layer, Side::originator, octets({4, 1, 0, 80, 0, 0, 0, 1, 'u', 0, 'a', 0}), test::at(1, 1), GetParam());
    test::feed(layer, Side::responder, octets({0, 0x5a, 0, 0, 0, 0, 0, 0}), test::at(1, 2), GetParam());
    test::feed(layer, Side::originator, request, test::at(1, 3), GetParam());
    test::endBoth(layer, test::at(2, 4));
    EXPECT_THAT(bench.recorder.lines, Contains("request c1.x1 GET http://a.example/x body="));
}

INSTANTIATE_TEST_SUITE_P(WholeAndBytewise, SocksLayerTest, testing::Values(false, true));

TEST(SocksLayer, aRefusalIsAnAnomaly)
{
    test::FlowBench bench;
    pipeline::SocksLayer layer(bench.flow);
    test::feed(layer, Side::originator, octets({5, 1, 0}), test::at(1, 1), false);
    test::feed(layer, Side::responder, octets({5, 0xff}), test::at(1, 2), false);
    EXPECT_THAT(bench.recorder.lines, Contains("anomaly socks.refused"));
}

TEST(SocksSniff, needsBothSides)
{
    EXPECT_EQ(pipeline::sniffSocks(base::asBytes(octets({5, 1, 0})), {}), SocksSniff::needMore);
    EXPECT_EQ(pipeline::sniffSocks(base::asBytes(octets({5, 1, 0})), base::asBytes(octets({9, 9}))), SocksSniff::no);
    EXPECT_EQ(pipeline::sniffSocks(base::asBytes("GET "), {}), SocksSniff::no);
}
