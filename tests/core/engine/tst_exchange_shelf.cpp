// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exchange_shelf.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::ExchangeShelf;

namespace {

session::Exchange exchange(std::uint64_t connection, std::uint32_t ordinal, bool ended = true)
{
    session::Exchange e;
    e.id = {{connection, 0}, ordinal};
    e.url = "https://a.example/" + std::to_string(ordinal);
    e.ended = ended;
    return e;
}

const session::App browser{"com.android.browser", "Mi Browser", session::AppSource::header, session::Confidence::likely};

} // namespace

TEST(ExchangeShelf, handsOutWhatChangedOnceInTheOrderOfIds)
{
    ExchangeShelf shelf;
    shelf.put(exchange(2, 1));
    shelf.put(exchange(1, 2));
    shelf.put(exchange(1, 1));
    EXPECT_EQ(shelf.size(), 3U);
    const auto two = shelf.takeChanged(2);
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0].url, "https://a.example/1");
    EXPECT_EQ(two[1].url, "https://a.example/2");
    EXPECT_TRUE(shelf.hasChanged());
    EXPECT_EQ(shelf.takeChanged(2).size(), 1U);
    EXPECT_FALSE(shelf.hasChanged());
}

TEST(ExchangeShelf, whatLiesInTheFileComesBackWithItsNewFacts)
{
    ExchangeShelf shelf;
    shelf.put(exchange(1, 1));
    (void)shelf.takeChanged(10); // it has ended: now it lies in the file
    ExchangeShelf::Facts *facts = shelf.facts({{1, 0}, 1});
    ASSERT_NE(facts, nullptr);
    EXPECT_GT(facts->size, 0U);
    facts->incognito = true;
    shelf.setApp(*facts, browser);
    shelf.changed({{1, 0}, 1});
    const auto again = shelf.takeChanged(10);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].url, "https://a.example/1");
    EXPECT_TRUE(again[0].incognito);
    EXPECT_EQ(again[0].app, browser);
}

TEST(ExchangeShelf, whatHasNotEndedStaysAtHandAndMayBeReplaced)
{
    ExchangeShelf shelf;
    shelf.put(exchange(1, 1, false));
    EXPECT_FALSE(shelf.takeChanged(10)[0].ended);
    EXPECT_EQ(shelf.facts({{1, 0}, 1})->size, 0U);
    shelf.put(exchange(1, 1, true));
    EXPECT_TRUE(shelf.takeChanged(10)[0].ended);
    EXPECT_EQ(shelf.size(), 1U);
}

TEST(ExchangeShelf, whatRulesKnowOfARequestOutlivesItsLaterNews)
{
    ExchangeShelf shelf;
    for (const bool ended : {false, true}) {
        session::Exchange first = exchange(1, ended ? 2 : 1, ended);
        first.tracker = session::TrackerMatch{"Service", "events", {}, {}, {}, {}};
        first.data.push_back({session::DataKind::device, "model", "Redmi", {}, "body", {}, {}, {}});
        shelf.put(std::move(first));
        (void)shelf.takeChanged(10); // the one that has ended lies in the file now
        shelf.put(exchange(1, ended ? 2 : 1, true));
        const auto later = shelf.takeChanged(10);
        ASSERT_EQ(later.size(), 1U);
        ASSERT_TRUE(later[0].tracker);
        EXPECT_EQ(later[0].tracker->service, "Service");
        EXPECT_EQ(later[0].data.size(), 1U);
    }
}

TEST(ExchangeShelf, thereAreNoFactsOfWhatIsNotThere)
{
    ExchangeShelf shelf;
    shelf.put(exchange(1, 3));
    EXPECT_EQ(shelf.facts({{1, 0}, 1}), nullptr) << "an ordinal that was left out";
    EXPECT_EQ(shelf.facts({{1, 0}, 4}), nullptr);
    EXPECT_EQ(shelf.facts({{2, 0}, 1}), nullptr);
    std::size_t seen = 0;
    shelf.forEach([&](const session::ExchangeId &id, ExchangeShelf::Facts &) {
        ++seen;
        EXPECT_EQ(id.ordinal, 3U);
    });
    EXPECT_EQ(seen, 1U);
}

TEST(ExchangeShelf, appsAreKeptOnce)
{
    ExchangeShelf shelf;
    for (std::uint32_t i = 1; i <= 3; ++i) {
        session::Exchange e = exchange(1, i);
        if (i != 2)
            e.app = browser;
        shelf.put(std::move(e));
    }
    EXPECT_EQ(shelf.facts({{1, 0}, 1})->app, shelf.facts({{1, 0}, 3})->app);
    EXPECT_FALSE(shelf.app(*shelf.facts({{1, 0}, 2})));
}
