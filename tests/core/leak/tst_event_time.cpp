// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/event_time.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

TEST(EventTime, parses)
{
    EXPECT_EQ(parseEventTime("1588291200")->nanoseconds, 1588291200'000000000);
    EXPECT_EQ(parseEventTime("1588291200123")->nanoseconds, 1588291200'123000000);
    EXPECT_EQ(parseEventTime("1588291200123456")->nanoseconds, 1588291200'123456000);
    EXPECT_EQ(parseEventTime("1588291200123456789")->nanoseconds, 1588291200'123456789);
    EXPECT_EQ(parseEventTime("1588291200.5")->nanoseconds, 1588291200'500000000);
    EXPECT_EQ(parseEventTime("2020-05-01T00:00:00Z")->nanoseconds, 1588291200'000000000);
    for (const char *none :
        {"", "12", "0000000001", "9999999999", "9999999999999999999", "158829120x", "1588291200.x", "20200501"})
        EXPECT_FALSE(parseEventTime(none)) << none;
}

TEST(EventTime, theNearestObjectCounts)
{
    const OpenedRequest request(Sent{.url = "https://c.example.net/e",
        .body =
            R"([{"time":1588291200123,"properties":{"word":"x1"}},{"ts":1588291201,"properties":{"word":"x2","timestamp":1588291205000}},{"word":"x3"}])",
        .contentType = "application/json"});
    std::vector<std::int64_t> found;
    for (const auto &located : request.message.trees) {
        const auto times = eventTimes(located.tree);
        for (std::uint32_t i = 0; i < located.tree.nodes().size(); ++i) {
            if (located.tree.node(i).key == "word")
                found.push_back(times[i] ? times[i]->nanoseconds / 1000000 : 0);
        }
    }
    EXPECT_EQ(found, (std::vector<std::int64_t>{1588291200123, 1588291205000, 0}));
}
