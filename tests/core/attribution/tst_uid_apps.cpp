// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/uid_apps.h"

#include "requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using session::AppSource;

namespace {

UidPackages told(std::uint32_t uid, std::vector<std::string> packages, std::uint64_t more = 0)
{
    return {AppSource::device, {}, uid, std::move(packages), more, {}, {}};
}

session::Connection to(std::uint16_t port)
{
    session::Connection connection;
    connection.originator.port = 40000;
    connection.responder.port = port;
    return connection;
}

} // namespace

TEST(UidApps, onePackageIsCertain)
{
    UidApps apps(bundledRules());
    apps.add(told(10123, {"com.android.browser"}));
    const auto app = apps.appOf(AppSource::device, 10123, to(443));
    ASSERT_TRUE(app);
    EXPECT_EQ(
        *app, (session::App{"com.android.browser", "Mi Browser", AppSource::device, session::Confidence::certain}));
    EXPECT_FALSE(apps.appOf(AppSource::pcapdroid, 10123, to(443))) << "another phone may have numbered otherwise";
    EXPECT_FALSE(apps.appOf(AppSource::device, 10124, to(443)));
}

TEST(UidApps, theLabelOnThePhoneIsTheName)
{
    UidApps apps(bundledRules());
    apps.add(told(10123, {"com.android.browser"}));
    AppFace face;
    face.package = "com.android.browser";
    apps.add(face);
    EXPECT_EQ(apps.appOf(AppSource::device, 10123, to(443))->name, "Mi Browser") << "it has no label";
    face.label = "Browser";
    apps.add(face);
    EXPECT_EQ(apps.appOf(AppSource::device, 10123, to(443))->name, "Browser");
    EXPECT_EQ(apps.labelOf("com.android.browser"), "Browser");
    EXPECT_EQ(apps.labelOf("com.other"), "");
}

TEST(UidApps, sharedIdsAreNamedAsSuch)
{
    UidApps apps(bundledRules());
    apps.add(told(10200, {"com.example.a", "com.example.b"}));
    apps.add(told(10201, {"com.a", "com.b", "com.c", "com.d"}, 6));
    EXPECT_EQ(apps.appOf(AppSource::device, 10200, to(443))->name, "shared by com.example.a, com.example.b");
    EXPECT_EQ(apps.appOf(AppSource::device, 10200, to(443))->package, "");
    EXPECT_EQ(apps.appOf(AppSource::device, 10201, to(443))->name, "shared by com.a, com.b, com.c and 7 more");
}

TEST(UidApps, theNameServiceAsksForOthers)
{
    UidApps apps(bundledRules());
    apps.add(told(1000, {"android", "com.android.settings"}));
    apps.add(told(10123, {"com.a"}));
    EXPECT_FALSE(apps.appOf(AppSource::device, 1051, to(443)));
    EXPECT_FALSE(apps.appOf(AppSource::device, 1000, to(53)));
    EXPECT_FALSE(apps.appOf(AppSource::device, 1000, to(853)));
    EXPECT_FALSE(apps.appOf(AppSource::device, 0, to(443)));
    EXPECT_EQ(apps.appOf(AppSource::device, 1000, to(443))->name, "Android system");
    EXPECT_EQ(apps.appOf(AppSource::device, 1001000, to(443))->name, "Android system") << "of a second user";
    EXPECT_EQ(apps.appOf(AppSource::device, 10123, to(53))->package, "com.a") << "an app with a resolver of its own";
}

TEST(UidApps, keepsVersions)
{
    UidApps apps(bundledRules());
    UidPackages app = told(10123, {"com.a"});
    app.version = "12.1.4";
    apps.add(app);
    EXPECT_EQ(apps.versionOf("com.a"), "12.1.4");
    EXPECT_EQ(apps.versionOf("com.b"), "");
}

TEST(UidApps, aNameWithoutPackageIsKeptAsItIs)
{
    UidApps apps(bundledRules());
    UidPackages label = told(10123, {});
    label.name = "Shop";
    apps.add(label);
    EXPECT_EQ(*apps.appOf(AppSource::device, 10123, to(443)),
        (session::App{"", "Shop", AppSource::device, session::Confidence::certain}));
    label.uid = 1000;
    apps.add(label);
    EXPECT_EQ(apps.appOf(AppSource::device, 1000, to(443))->package, "android") << "Android's own are known";
}
