// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/values.h"

#include <gtest/gtest.h>

using namespace telltale::session;

TEST(Ids, ConnectionIsNamedByItsFirstPacket)
{
    EXPECT_EQ(text(ConnectionId{12, 0}), "c12");
    EXPECT_EQ(text(ConnectionId{18446744073709551615U, 0}), "c18446744073709551615");
}

TEST(Ids, ConnectionsInsideATunnelDifferFromTheTunnel)
{
    EXPECT_EQ(text(ConnectionId{12, 2}), "c12n2");
    EXPECT_NE(text(ConnectionId{12, 1}), text(ConnectionId{121, 0}));
}

TEST(Ids, ExchangeCarriesItsConnection)
{
    EXPECT_EQ(text(ExchangeId{{12, 0}, 3}), "c12.x3");
    EXPECT_EQ(text(ExchangeId{{12, 1}, 3}), "c12n1.x3");
}
