// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tls_layer.h"

#include "support/flow_recorder.h"

#include <gtest/gtest.h>

using namespace telltale;
using base::Side;

TEST(TlsLayer, makesTheConnectionTlsAndNotReadable)
{
    test::FlowBench bench;
    pipeline::TlsLayer layer(bench.flow);
    EXPECT_EQ(bench.flow.connection.security, session::Security::tls);
    EXPECT_EQ(bench.flow.connection.decryption, session::Decryption::none);
    EXPECT_EQ(bench.flow.keyWaiters.size(), 1U);
}

TEST(TlsLayer, bytesThatAreNoTlsGiveAReasonNotACrash)
{
    test::FlowBench bench;
    pipeline::TlsLayer layer(bench.flow);
    layer.data(Side::originator, base::asBytes("certainly not a TLS record, whatever it was taken for"), test::at(1, 1));
    test::endBoth(layer, test::at(2, 2));
    for (pipeline::KeyWaiter *waiter : bench.flow.keyWaiters)
        waiter->giveUp(test::at(2, 2));
    EXPECT_EQ(bench.flow.connection.reason, session::Reason::unknownProtocol);
}
