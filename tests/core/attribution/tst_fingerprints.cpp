// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/fingerprints.h"

#include <gtest/gtest.h>

using namespace telltale;
using attribution::Fingerprints;
using session::App;
using session::AppSource;
using session::Confidence;

namespace {

session::Connection speaking(const char *ja4, const char *station = "10.42.0.2")
{
    session::Connection connection;
    connection.ja4 = ja4;
    connection.originator.ip = *net::IpAddress::parse(station);
    return connection;
}

const App chrome{"com.android.chrome", "Chrome", AppSource::device, Confidence::certain};
const App shop{"com.shop", "Shop", AppSource::device, Confidence::certain};

} // namespace

TEST(Fingerprints, oneTeacherIsPossibleThreeAreLikely)
{
    Fingerprints known;
    EXPECT_FALSE(known.appOf(speaking("t13d")));
    known.learn(speaking("t13d"), chrome);
    EXPECT_EQ(known.appOf(speaking("t13d")),
        (App{"com.android.chrome", "Chrome", AppSource::fingerprint, Confidence::possible}));
    known.learn(speaking("t13d"), chrome);
    known.learn(speaking("t13d"), chrome);
    EXPECT_EQ(known.appOf(speaking("t13d"))->confidence, Confidence::possible)
        << "no other app is known that could share it";
    known.learn(speaking("t12x"), shop);
    EXPECT_EQ(known.appOf(speaking("t13d"))->confidence, Confidence::likely);
}

TEST(Fingerprints, aSharedMannerSaysNothing)
{
    Fingerprints known;
    known.learn(speaking("t13d"), chrome);
    known.learn(speaking("t13d"), shop);
    EXPECT_FALSE(known.appOf(speaking("t13d")));
    EXPECT_FALSE(known.appOf(speaking("")));
}

TEST(Fingerprints, eachPhoneForItself)
{
    Fingerprints known;
    known.learn(speaking("t13d"), chrome);
    EXPECT_FALSE(known.appOf(speaking("t13d", "10.42.0.3")));
}

TEST(Fingerprints, onlyGoodEvidenceTeaches)
{
    Fingerprints known;
    known.learn(speaking("t13d"), {"com.a", "A", AppSource::host, Confidence::possible});
    known.learn(speaking("t13d"), {"com.a", "A", AppSource::header, Confidence::possible});
    known.learn(speaking("t13d"), {"com.a", "A", AppSource::fingerprint, Confidence::likely});
    EXPECT_FALSE(known.appOf(speaking("t13d")));
}

TEST(Fingerprints, namesOfOneAppComeInAnyOrder)
{
    const App named{"", "Chrome", AppSource::header, Confidence::likely};
    Fingerprints a, b;
    a.learn(speaking("t13d"), chrome);
    a.learn(speaking("t13d"), named);
    b.learn(speaking("t13d"), named);
    b.learn(speaking("t13d"), chrome);
    ASSERT_TRUE(a.appOf(speaking("t13d")));
    EXPECT_EQ(a.appOf(speaking("t13d"))->package, "com.android.chrome");
    EXPECT_EQ(a.appOf(speaking("t13d")), b.appOf(speaking("t13d")));
}
