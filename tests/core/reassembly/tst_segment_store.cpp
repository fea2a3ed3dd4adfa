// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/segment_store.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::reassembly {

namespace {

/// "3:def 10:k": offset and bytes of each run, in order.
std::string emptied(SegmentStore &store)
{
    std::string text;
    while (!store.empty()) {
        const auto [offset, held] = store.takeFirst();
        text += (text.empty() ? "" : " ") + std::to_string(offset) + ':' + std::string(base::asText(held.bytes));
    }
    return text;
}

struct Case {
    const char *name;
    std::vector<std::pair<int, const char *>> inserts;
    const char *held;
    bool same;
};

TEST(SegmentStore, keepsTheFirstCopyOfEveryByte)
{
    const std::vector<Case> cases{
        {"apart", {{3, "def"}, {10, "k"}}, "3:def 10:k", true},
        {"sorted", {{10, "k"}, {-4, "yz"}}, "-4:yz 10:k", true},
        {"same again", {{3, "def"}, {3, "def"}}, "3:def", true},
        {"adjacent", {{3, "def"}, {6, "ghi"}}, "3:def 6:ghi", true},
        {"inside", {{3, "defghi"}, {4, "ef"}}, "3:defghi", true},
        {"around", {{4, "ef"}, {3, "defg"}}, "3:d 4:ef 6:g", true},
        {"over several", {{1, "b"}, {3, "d"}, {5, "f"}, {0, "abcdefg"}}, "0:a 1:b 2:c 3:d 4:e 5:f 6:g", true},
        {"left edge", {{3, "def"}, {1, "bcd"}}, "1:bc 3:def", true},
        {"right edge", {{3, "def"}, {5, "fgh"}}, "3:def 6:gh", true},
        {"differs", {{3, "def"}, {5, "Fgh"}}, "3:def 6:gh", false},
        {"differs inside", {{4, "e"}, {3, "dEf"}}, "3:d 4:e 5:f", false},
        {"nothing", {{3, ""}}, "", true},
    };
    for (const Case &c : cases) {
        ReassemblyBudget budget;
        SegmentStore store(budget);
        bool same = true;
        for (const auto &[offset, bytes] : c.inserts)
            same = store.insert(offset, base::asBytes(bytes), {}) && same;
        EXPECT_EQ(emptied(store), c.held) << c.name;
        EXPECT_EQ(same, c.same) << c.name;
        EXPECT_EQ(budget.used, 0U) << c.name;
    }
}

TEST(SegmentStore, knowsItsEndsAndItsCost)
{
    ReassemblyBudget budget;
    {
        SegmentStore store(budget);
        EXPECT_TRUE(store.insert(7, base::asBytes("hij"), {{5}, 2}));
        EXPECT_TRUE(store.insert(20, base::asBytes("u"), {}));
        EXPECT_EQ(store.firstOffset(), 7);
        EXPECT_EQ(store.lastEnd(), 21);
        EXPECT_GE(store.cost(), 4U);
        EXPECT_EQ(budget.used, store.cost());
        EXPECT_EQ(store.takeFirst().second.origin.packet, 2U);
        EXPECT_EQ(budget.used, store.cost());
    }
    EXPECT_EQ(budget.used, 0U);
}

} // namespace

} // namespace telltale::reassembly
