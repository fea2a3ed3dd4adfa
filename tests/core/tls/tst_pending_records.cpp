// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/pending_records.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {
base::Origin packet(std::uint64_t n)
{
    return {{}, n};
}
using Kind = PendingRecords::Kind;
} // namespace

TEST(PendingRecords, keepsOrderAndOrigins)
{
    PendingRecords pending(nullptr, 10'000);
    EXPECT_TRUE(pending.add(appData(octets("aa")), packet(1)));
    pending.addGap(5, packet(2));
    EXPECT_TRUE(pending.add({ContentType::handshake, 0x0301, octets("bb")}, packet(3)));
    EXPECT_EQ(pending.front().origin.packet, 1U);
    EXPECT_EQ(hex(pending.front().record().fragment), "aa");
    pending.pop();
    EXPECT_EQ(pending.front().kind, Kind::gap);
    EXPECT_EQ(pending.front().size, 5U);
    pending.pop();
    EXPECT_EQ(pending.front().record().type, ContentType::handshake);
    EXPECT_EQ(pending.front().record().version, 0x0301);
    pending.pop();
    EXPECT_TRUE(pending.empty());
}

TEST(PendingRecords, countsWhatItDrops)
{
    PendingRecords pending(nullptr, 1000);
    int kept = 0;
    for (int i = 0; i < 20; ++i)
        kept += pending.add(appData(base::ByteBuffer(100, 0)), packet(1)) ? 1 : 0;
    EXPECT_GT(kept, 1);
    EXPECT_LT(kept, 10);
    EXPECT_FALSE(pending.add(appData({}), packet(2))) << "small ones too, once one was dropped";
    for (int i = 0; i < kept; ++i)
        pending.pop();
    EXPECT_EQ(pending.front().kind, Kind::dropped);
    EXPECT_EQ(pending.front().size, static_cast<std::uint64_t>(21 - kept));
    pending.pop();
    EXPECT_TRUE(pending.add(appData(base::ByteBuffer(100, 0)), packet(3)));
}

TEST(PendingRecords, givesTheBudgetBack)
{
    base::Limits limits;
    limits.tlsPendingBytesTotal = 1000;
    PendingBudget budget(limits);
    {
        PendingRecords first(&budget, 100'000), second(&budget, 100'000);
        EXPECT_TRUE(first.add(appData(base::ByteBuffer(700, 0)), {}));
        EXPECT_FALSE(second.add(appData(base::ByteBuffer(700, 0)), {}));
        first.clear();
        second.clear();
        EXPECT_TRUE(second.add(appData(base::ByteBuffer(700, 0)), {}));
        EXPECT_FALSE(budget.take(700));
    }
    EXPECT_TRUE(budget.take(1000));
}

} // namespace telltale::tls::test
