// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_id.h"

#include <gtest/gtest.h>

#include <set>

using namespace telltale;
using leak::leakId;
using session::LeakKind;

TEST(LeakId, sameForTheSameAndDifferentOtherwise)
{
    const session::ExchangeId exchange{{12, 0}, 3};
    const std::string id = leakId(exchange, LeakKind::searchQuery, "purple otter", "body", {"form", "w"});
    EXPECT_EQ(id, leakId(exchange, LeakKind::searchQuery, "purple otter", "body", {"form", "w"}));
    EXPECT_EQ(id.substr(0, id.size() - 8), session::text(exchange) + ".l");
    const std::set<std::string> ids{id, leakId(exchange, LeakKind::declared, "purple otter", "body", {"form", "w"}),
        leakId(exchange, LeakKind::searchQuery, "purple otte", "body", {"form", "w"}),
        leakId(exchange, LeakKind::searchQuery, "purple otter", "url", {"form", "w"}),
        leakId(exchange, LeakKind::searchQuery, "purple otter", "body", {"formw"})};
    EXPECT_EQ(ids.size(), 5U);
}
