// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/package_list.h"

#include <gtest/gtest.h>

using namespace telltale::attribution::adb;
using telltale::attribution::UidPackages;

namespace {

std::vector<std::string> packages(const PackageList &list, std::uint32_t uid)
{
    return list.packagesOf(uid, {}).packages;
}

} // namespace

TEST(PackageList, readsThePackageManager)
{
    PackageList list;
    list.feed("package:com.android.chrome uid:10123\r\npackage:com.b uid:10200,1010200\npackage:com.a "
              "uid:10200\npackage:android uid:1000\n");
    EXPECT_FALSE(list.complete());
    list.feed("#end\n");
    EXPECT_TRUE(list.complete());
    EXPECT_EQ(packages(list, 10123), std::vector<std::string>{"com.android.chrome"});
    EXPECT_EQ(packages(list, 10200), (std::vector<std::string>{"com.a", "com.b"}));
    EXPECT_EQ(packages(list, 1000), std::vector<std::string>{"android"});
    EXPECT_TRUE(packages(list, 10999).empty());
}

TEST(PackageList, usersAndSandboxesShareTheApp)
{
    PackageList list;
    list.feed("package:com.a uid:10123\n");
    EXPECT_EQ(packages(list, 1'010'123), std::vector<std::string>{"com.a"}) << "a work profile";
    EXPECT_EQ(packages(list, 20123), std::vector<std::string>{"com.a"}) << "its sandbox for advertising";
    EXPECT_EQ(list.packagesOf(1'010'123, {}).uid, 1'010'123U);
}

TEST(PackageList, readsDumpsysWhereThatIsAllThereIs)
{
    PackageList list;
    list.feed("  Package [com.old] (3f2a):\n    userId=10055\n  Package [com.new] (9c1):\n    appId=10056\n    "
              "userId=10999\n#end\n");
    EXPECT_EQ(packages(list, 10055), std::vector<std::string>{"com.old"});
    EXPECT_EQ(packages(list, 10056), std::vector<std::string>{"com.new"});
    EXPECT_TRUE(packages(list, 10999).empty()) << "only the first id below a package is its own";
}

TEST(PackageList, hostileNamesAreNone)
{
    PackageList list;
    list.feed("package:a;reboot uid:1\npackage:$(x) uid:2\npackage: uid:3\npackage:a uid:x\npackage:a\n"
        + ("package:" + std::string(300, 'a') + " uid:4\n"));
    EXPECT_TRUE(list.empty());
}

TEST(PackageList, manyThatShareAnIdAreCounted)
{
    PackageList list;
    for (int i = 0; i < 100; ++i)
        list.feed("package:com.p" + std::to_string(100 + i) + " uid:1000\n");
    const UidPackages app = list.packagesOf(1000, {});
    EXPECT_EQ(app.packages.size(), AdbLimits::packagesOfUid);
    EXPECT_EQ(app.packages.size() + app.more, 100U);
}

TEST(PackageList, readsVersions)
{
    EXPECT_EQ(versionOf("    versionName=12.1.4-g"), "12.1.4-g");
    EXPECT_EQ(versionOf("    versionCode=1"), "");
}
