// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/web_socket_layer.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using testing::ElementsAre;

TEST(WebSocketLayer, textAndBinaryAreMessagesControlFramesAreNot)
{
    for (const bool bytewise : {false, true}) {
        test::FlowBench bench;
        pipeline::WebSocketLayer layer(bench.flow, {{1, 0}, 1}, "");
        // A masked "Hello" (RFC 6455 § 5.7), a ping, an unmasked binary of two octets.
        test::feed(layer, base::Side::originator, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", test::at(1, 1), bytewise);
        test::feed(layer, base::Side::responder, std::string("\x89\x00", 2), test::at(2, 2), bytewise);
        test::feed(layer, base::Side::responder, "\x82\x02hi", test::at(3, 3), bytewise);
        EXPECT_THAT(bench.recorder.lines, ElementsAre("message sent 5", "message received 2"));
    }
}
