// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/rejection_memory.h"

#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

const net::IpAddress phone = *net::IpAddress::parse("10.42.0.2"), other = *net::IpAddress::parse("fd42::3");
constexpr base::Timestamp start{1000}, later{2000}, muchLater{3000};

TEST(RejectionMemory, IsPerStationAndHost)
{
    RejectionMemory memory(10);
    memory.remember(phone, "a.example", PassReason::pinned);
    EXPECT_EQ(memory.recall(phone, "a.example", start), PassReason::pinned);
    EXPECT_EQ(memory.recall(other, "a.example", start), std::nullopt);
    EXPECT_EQ(memory.recall(phone, "b.example", start), std::nullopt);
}

TEST(RejectionMemory, FadesOnceAndThenStays)
{
    RejectionMemory memory(10);
    memory.remember(phone, "a.example", PassReason::pinned, later);
    EXPECT_EQ(memory.recall(phone, "a.example", start), PassReason::pinned);
    EXPECT_EQ(memory.recall(phone, "a.example", later), std::nullopt);
    memory.remember(phone, "a.example", PassReason::pinned, muchLater);
    EXPECT_EQ(memory.recall(phone, "a.example", {9000}), PassReason::pinned);
}

TEST(RejectionMemory, TakesTheSecondRefusalForWantOfEch)
{
    RejectionMemory memory(10);
    memory.refusedForEch(phone, "a.example");
    EXPECT_EQ(memory.recall(phone, "a.example", start), std::nullopt) << "a browser tries again without it";
    memory.refusedForEch(phone, "a.example");
    EXPECT_EQ(memory.recall(phone, "a.example", start), PassReason::ech);
}

TEST(RejectionMemory, AHostThatWasTakenOnceIsNotRefusedByAnEndAlone)
{
    RejectionMemory memory(10);
    EXPECT_FALSE(memory.hasTaken(phone, "a.example"));
    memory.remember(phone, "a.example", PassReason::pinned, later); // opened ahead of use, and closed
    memory.took(phone, "a.example"); // the connection beside it was used
    EXPECT_EQ(memory.recall(phone, "a.example", start), std::nullopt);
    EXPECT_TRUE(memory.hasTaken(phone, "a.example"));
    memory.remember(phone, "a.example", PassReason::pinned); // an alert is certain all the same
    EXPECT_EQ(memory.recall(phone, "a.example", start), PassReason::pinned);
}

TEST(RejectionMemory, ForgetsTheLeastRecentlyUsed)
{
    RejectionMemory memory(2);
    memory.remember(phone, "a.example", PassReason::pinned);
    memory.remember(phone, "b.example", PassReason::unsupported);
    EXPECT_TRUE(memory.recall(phone, "a.example", start).has_value());
    memory.remember(phone, "c.example", PassReason::clientCertificate);
    EXPECT_EQ(memory.size(), 2U);
    EXPECT_FALSE(memory.recall(phone, "b.example", start).has_value());
    EXPECT_EQ(memory.recall(phone, "a.example", start), PassReason::pinned);
    EXPECT_EQ(memory.recall(phone, "c.example", start), PassReason::clientCertificate);
}

} // namespace
} // namespace telltale::intercept
