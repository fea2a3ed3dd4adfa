// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/claims.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace telltale::attribution;
using telltale::session::App;
using telltale::session::AppSource;
using telltale::session::Confidence;

namespace {

const App user{"", "X", AppSource::user, Confidence::certain};
const App device{"com.a", "A", AppSource::device, Confidence::certain};
const App header{"com.b", "B", AppSource::header, Confidence::likely};
const App payload{"com.c", "C", AppSource::payload, Confidence::likely};
const App host{"com.a", "A", AppSource::host, Confidence::possible};
const App manner{"com.d", "D", AppSource::fingerprint, Confidence::possible};

} // namespace

TEST(Claims, standByWeightWhateverTheOrder)
{
    const Claims expected{user, device, header, payload, host, manner};
    Claims some = expected;
    std::sort(some.begin(), some.end(),
        [](const App &a, const App &b) { return a.name < b.name || (a.name == b.name && a.source < b.source); });
    int orders = 0;
    do {
        Claims claims;
        for (const App &claim : some)
            EXPECT_TRUE(addClaim(claims, claim));
        EXPECT_EQ(claims, expected);
    } while (++orders < 100 && std::next_permutation(some.begin(), some.end(), [](const App &a, const App &b) {
        return a.name < b.name || (a.name == b.name && a.source < b.source);
    }));
}

TEST(Claims, eachIsThereOnce)
{
    Claims claims;
    EXPECT_TRUE(addClaim(claims, header));
    EXPECT_FALSE(addClaim(claims, header));
    EXPECT_EQ(joined({header, host}, {host, payload}), (Claims{header, payload, host}));
    EXPECT_EQ(best({}), std::nullopt);
    EXPECT_EQ(best({header, host}), header);
}

TEST(Claims, theWorstGiveWay)
{
    Claims claims;
    for (int i = 0; i < 40; ++i)
        addClaim(claims, {"com.p" + std::to_string(i), "", AppSource::payload, Confidence::possible});
    EXPECT_EQ(claims.size(), mostClaims);
    addClaim(claims, device);
    EXPECT_EQ(claims.front(), device);
    EXPECT_EQ(claims.size(), mostClaims);
}

TEST(Claims, ofTwoHeadersTheFirstIsBelieved)
{
    const App browser{"com.android.chrome", "Chrome", AppSource::header, Confidence::likely};
    const Claims claims = claimsOfRequest({{"com.shop", "Shop", AppSource::header, Confidence::likely}, browser, host});
    ASSERT_EQ(claims.size(), 3U);
    EXPECT_EQ(claims[0].name, "Shop");
    EXPECT_EQ(claims[1].source, AppSource::header);
    EXPECT_EQ(claims[1].confidence, Confidence::possible) << "a web view says its browser as well";
}
