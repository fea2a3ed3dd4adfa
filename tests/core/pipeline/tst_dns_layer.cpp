// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/dns_layer.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using testing::ElementsAre;

namespace {

/// Query for a.example IN A, and its answer 192.0.2.1 (RFC 1035 § 4).
const std::string question("\x01" "a" "\x07" "example" "\x00\x00\x01\x00\x01", 15);
const std::string query = std::string("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12) + question;
const std::string answer = std::string("\x12\x34\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00", 12) + question
    + std::string("\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\xc0\x00\x02\x01", 16);

} // namespace

TEST(DnsLayer, oneQuestionWithItsAnswer)
{
    test::FlowBench bench;
    pipeline::DnsDatagramLayer layer(bench.flow);
    layer.datagram(base::asBytes(query), test::at(1, 1));
    layer.datagram(base::asBytes(answer), test::at(2, 2));
    layer.finish();
    EXPECT_THAT(bench.recorder.lines, ElementsAre("dns a.example A NOERROR 192.0.2.1"));
}

TEST(DnsLayer, aQuestionWithoutAnswerIsReportedAtTheEnd)
{
    test::FlowBench bench;
    pipeline::DnsDatagramLayer layer(bench.flow);
    layer.datagram(base::asBytes(query), test::at(1, 1));
    EXPECT_TRUE(bench.recorder.lines.empty());
    layer.finish();
    EXPECT_THAT(bench.recorder.lines, ElementsAre("dns a.example A "));
}

TEST(DnsLayer, overTcpWithALengthInFront)
{
    for (const bool bytewise : {false, true}) {
        test::FlowBench bench;
        pipeline::DnsStreamLayer layer(bench.flow);
        const auto framed = [](const std::string &m) { return std::string(1, '\0') + static_cast<char>(m.size()) + m; };
        test::feed(layer, base::Side::originator, framed(query), test::at(1, 1), bytewise);
        test::feed(layer, base::Side::responder, framed(answer), test::at(2, 2), bytewise);
        test::endBoth(layer, test::at(3, 3));
        EXPECT_THAT(bench.recorder.lines, ElementsAre("dns a.example A NOERROR 192.0.2.1"));
    }
}
