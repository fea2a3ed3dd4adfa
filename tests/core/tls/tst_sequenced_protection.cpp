// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/sequenced_protection.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {

/// Opens a record whose one octet is the sequence number, and counts what it is asked.
class Numbered : public RecordProtection {
public:
    Numbered(int &asked, int &passed, bool seeking)
        : m_asked(asked)
        , m_passed(passed)
        , m_seeking(seeking)
    {
    }
    std::optional<base::ByteView> open(const Record &record, std::uint64_t sequence, base::ByteBuffer &) override
    {
        ++m_asked;
        return record.fragment[0] == sequence ? std::optional(record.fragment) : std::nullopt;
    }
    void passed(const Record &) override { ++m_passed; }
    [[nodiscard]] bool seeks() const override { return m_seeking; }

private:
    int &m_asked;
    int &m_passed;
    bool m_seeking;
};

struct Fixture {
    explicit Fixture(bool seeking = true)
        : sequenced(std::make_unique<Numbered>(asked, passed, seeking))
    {
    }
    bool open(std::uint8_t number, std::uint64_t window)
    {
        const base::ByteBuffer fragment{number};
        return sequenced.open(appData(fragment), window, budget, scratch).has_value();
    }
    int asked = 0, passed = 0;
    std::uint64_t budget = 100;
    base::ByteBuffer scratch;
    SequencedProtection sequenced;
};

} // namespace

TEST(SequencedProtection, countsAndSearches)
{
    Fixture f;
    EXPECT_TRUE(f.open(0, 0));
    EXPECT_TRUE(f.open(1, 0));
    EXPECT_FALSE(f.open(5, 0));
    EXPECT_FALSE(f.open(5, 2));
    EXPECT_TRUE(f.open(5, 3));
    EXPECT_TRUE(f.open(6, 0));
    EXPECT_FALSE(f.open(4, 50)) << "never backwards";
    EXPECT_EQ(f.passed, 4);
    f.sequenced.skip(3);
    EXPECT_TRUE(f.open(10, 0));
    f.sequenced.giveUp(appData(octets("00")));
    EXPECT_TRUE(f.open(12, 0));
}

TEST(SequencedProtection, searchesWithinItsBudgetOnly)
{
    Fixture f;
    f.budget = 5;
    EXPECT_FALSE(f.open(9, 100));
    EXPECT_EQ(f.asked, 6);
    EXPECT_FALSE(f.open(9, 100));
    EXPECT_EQ(f.asked, 7);
}

TEST(SequencedProtection, triesOnceWhatCannotSeek)
{
    Fixture f(false);
    EXPECT_FALSE(f.open(3, 100));
    EXPECT_EQ(f.asked, 1);
}

TEST(SequencedProtection, windowFollowsTheHole)
{
    EXPECT_EQ(SequencedProtection::windowFor(0), SequencedProtection::widestWindow);
    EXPECT_EQ(SequencedProtection::windowFor(240), 12U);
    EXPECT_EQ(SequencedProtection::windowFor(1U << 30), SequencedProtection::widestWindow);
}

} // namespace telltale::tls::test
