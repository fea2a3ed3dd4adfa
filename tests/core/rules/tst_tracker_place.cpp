// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_place.h"

#include <gtest/gtest.h>

using namespace telltale::rules;
using Kind = PlaceKey::Kind;

namespace {

TrackerPlace good(std::string_view text)
{
    std::string problem;
    const auto place = parsePlace(text, problem);
    EXPECT_TRUE(place) << text << ": " << problem;
    return place.value_or(TrackerPlace{});
}

std::string bad(std::string_view text)
{
    std::string problem;
    EXPECT_FALSE(parsePlace(text, problem)) << text;
    return problem;
}

} // namespace

TEST(TrackerPlace, keysOfABody)
{
    const TrackerPlace place = good("body:data_list/[]/*/**/a~1b~0c");
    EXPECT_EQ(place.root, PlaceRoot::body);
    ASSERT_EQ(place.keys.size(), 5U);
    const Kind kinds[] = {Kind::exact, Kind::anyIndex, Kind::anyKey, Kind::anyDepth, Kind::exact};
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(place.keys[i].kind, kinds[i]) << i;
    EXPECT_EQ(place.keys[4].text, "a/b~c");
    EXPECT_EQ(place.text, "body:data_list/[]/*/**/a~1b~0c");
}

TEST(TrackerPlace, theOtherLocations)
{
    EXPECT_TRUE(good("body").keys.empty());
    EXPECT_EQ(good("query:cid").root, PlaceRoot::query);
    EXPECT_EQ(good("header:OT_Sender").keys[0].text, "ot_sender") << "headers have no case";
    EXPECT_EQ(good("cookie:_Ga").keys[0].text, "_Ga");
    EXPECT_EQ(good("cookie:*").keys[0].kind, Kind::anyKey);
    EXPECT_EQ(good("path:2").segment, 2U);
    EXPECT_EQ(good("path").segment, 0U);
}

TEST(TrackerPlace, whatFits)
{
    EXPECT_TRUE((PlaceKey{Kind::exact, "a"}).fits("a"));
    EXPECT_FALSE((PlaceKey{Kind::exact, "a"}).fits("A"));
    EXPECT_TRUE((PlaceKey{Kind::anyIndex, {}}).fits("[12]"));
    EXPECT_FALSE((PlaceKey{Kind::anyIndex, {}}).fits("12"));
    EXPECT_TRUE((PlaceKey{Kind::anyKey, {}}).fits("[12]"));
}

TEST(TrackerPlace, problems)
{
    EXPECT_EQ(bad("bodies:a"), "begins with no known location");
    EXPECT_EQ(bad(""), "begins with no known location");
    EXPECT_EQ(bad("body:a//b"), "has an empty key");
    EXPECT_EQ(bad("body:"), "has an empty key");
    EXPECT_EQ(bad("body:a~2"), "has a '~' that is neither ~0 nor ~1");
    EXPECT_EQ(bad("header"), "needs a name first, as in header:User-Agent or cookie:_ga");
    EXPECT_EQ(bad("cookie:**/a"), "needs a name first, as in header:User-Agent or cookie:_ga");
    for (const char *segment : {"path:0", "path:x", "path:", "path:65", "path:1/2"})
        EXPECT_EQ(bad(segment), "must name a segment of the path by its number from 1, as in path:2") << segment;
    std::string deep = "body:a";
    for (std::size_t i = 0; i < mostPlaceKeys; ++i)
        deep += "/a";
    EXPECT_EQ(bad(deep), "has more than 32 keys");
}
