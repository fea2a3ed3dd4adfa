// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/private_spans.h"

#include <gmock/gmock.h>

using namespace telltale;
using testing::ElementsAre;

namespace {

constexpr base::Timestamp at(std::int64_t seconds)
{
    return {seconds * base::nanosecondsPerSecond};
}

} // namespace

TEST(PrivateSpans, relativeOptionsCountFromTheFirstPacket)
{
    engine::Options options;
    options.incognito.push_back({2.5, 4.0});
    engine::PrivateSpans spans(options);
    EXPECT_TRUE(spans.spans().empty());
    spans.setBeginning(at(100));
    ASSERT_EQ(spans.spans().size(), 1U);
    EXPECT_FALSE(spans.contains(at(102)));
    EXPECT_TRUE(spans.contains(at(103)));
    EXPECT_FALSE(spans.contains(at(104)));
}

TEST(PrivateSpans, marksMayComeInAnyOrder)
{
    engine::PrivateSpans spans({});
    spans.mark(at(20), false);
    spans.mark(at(10), true);
    spans.mark(at(30), true);
    EXPECT_THAT(spans.spans(), ElementsAre(session::PrivateSpan{at(10), at(20)}, session::PrivateSpan{at(30), std::nullopt}));
    EXPECT_TRUE(spans.contains(at(1000)));
}

TEST(PrivateSpans, overlappingOnesBecomeOne)
{
    engine::Options options;
    options.incognito.push_back({at(10), at(20)});
    options.incognito.push_back({at(15), at(40)});
    options.incognito.push_back({at(50), at(45)}); // backwards: nothing
    engine::PrivateSpans spans(options);
    spans.setBeginning(at(0));
    EXPECT_THAT(spans.spans(), ElementsAre(session::PrivateSpan{at(10), at(40)}));
}

TEST(PrivateSpans, allOfIt)
{
    engine::Options options;
    options.incognitoAll = true;
    engine::PrivateSpans spans(options);
    spans.setBeginning(at(7));
    EXPECT_TRUE(spans.contains(at(7)));
    EXPECT_TRUE(spans.contains(at(7'000'000)));
}

TEST(PrivateSpans, whatThePhoneShowsIsKeptApart)
{
    engine::PrivateSpans spans(engine::Options{});
    spans.mark({10}, true);
    spans.mark({20}, false);
    spans.show({15}, true);
    spans.show({18}, true);
    spans.show({30}, false);
    EXPECT_EQ(spans.marked(), (std::vector<session::PrivateSpan>{{{10}, base::Timestamp{20}}}));
    EXPECT_EQ(spans.shown(), (std::vector<session::PrivateSpan>{{{15}, base::Timestamp{30}}}));
    EXPECT_EQ(spans.spans(), (std::vector<session::PrivateSpan>{{{10}, base::Timestamp{30}}}));
    EXPECT_TRUE(spans.contains({25}));
    EXPECT_FALSE(spans.contains({30}));
}
