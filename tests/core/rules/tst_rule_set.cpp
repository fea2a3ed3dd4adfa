// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace telltale::rules;

namespace {

std::shared_ptr<const RuleSet> bundled()
{
    const auto rules = loadRules(TELLTALE_RULES_DIR);
    EXPECT_TRUE(rules) << rules.error().text();
    return rules ? rules.value() : nullptr;
}

} // namespace

TEST(RuleSet, theBundledRulesLoadAndAreMany)
{
    const auto rules = bundled();
    ASSERT_TRUE(rules);
    std::set<std::string> engines;
    for (const auto &rule : rules->engines())
        engines.insert(rule.engine);
    EXPECT_GE(engines.size(), 60U);
    EXPECT_GE(rules->organisations().size(), 150U);
}

TEST(RuleSet, organisations)
{
    const auto rules = bundled();
    ASSERT_TRUE(rules);
    const std::tuple<const char *, const char *, const char *, const char *> cases[] = {
        {"sa.api.intl.miui.com", "Xiaomi", "CN", "analytics"},
        {"api.mixpanel.com", "Mixpanel", "US", "analytics"},
        {"t.appsflyer.com", "AppsFlyer", "IL", "attribution"},
        {"www.google.co.uk", "Google", "US", "search"},
        {"app-measurement.com", "Google", "US", "analytics"},
        {"mc.yandex.ru", "Yandex", "RU", "analytics"},
        {"ulogs.umeng.com", "Alibaba", "CN", "analytics"},
        {"data.mistat.india.xiaomi.com", "Xiaomi", "CN", "analytics"},
    };
    for (const auto &[host, name, country, purpose] : cases) {
        const auto match = rules->organisationAt(host);
        ASSERT_NE(match.organisation, nullptr) << host;
        EXPECT_EQ(match.organisation->name, name) << host;
        EXPECT_EQ(match.organisation->country, country) << host;
        EXPECT_EQ(match.purpose, purpose) << host;
    }
    EXPECT_EQ(rules->organisationAt("clinic.example.org").organisation, nullptr);
    EXPECT_EQ(rules->countryName("CN"), "China");
    EXPECT_EQ(rules->countryName("ZZ"), "ZZ");
}

TEST(RuleSet, theCollectorsOfPhoneMakers)
{
    const auto rules = bundled();
    ASSERT_TRUE(rules);
    const std::tuple<const char *, const char *, const char *> cases[] = {
        // The nine of the story of 2020 and what was found since.
        {"sa.api.intl.miui.com", "Xiaomi", "analytics"}, {"data.mistat.xiaomi.com", "Xiaomi", "analytics"},
        {"data.mistat.intl.xiaomi.com", "Xiaomi", "analytics"}, {"data.mistat.india.xiaomi.com", "Xiaomi", "analytics"},
        {"data.mistat.rus.xiaomi.com", "Xiaomi", "analytics"}, {"tracking.miui.com", "Xiaomi", "analytics"},
        {"tracking.intl.miui.com", "Xiaomi", "analytics"}, {"tracking.india.miui.com", "Xiaomi", "analytics"},
        {"tracking.rus.miui.com", "Xiaomi", "analytics"}, {"tjv1.tracking.miui.com", "Xiaomi", "analytics"},
        {"sdkconfig.ad.intl.xiaomi.com", "Xiaomi", "advertising"}, {"metrics5.data.hicloud.com", "Huawei", "analytics"},
        {"logservice1.hicloud.com", "Huawei", "analytics"}, {"grs.dbankcloud.asia", "Huawei", "service"},
        {"bigdata.ssp.samsung.com", "Samsung", "analytics"}, {"analytics.samsungknox.com", "Samsung", "analytics"},
        {"metrics.icloud.com", "Apple", "analytics"}, {"watson.microsoft.com", "Microsoft", "crash"},
        {"device-metrics-us-2.amazon.com", "Amazon", "analytics"},
        {"classify.apps.dcc.heytapmobi.com", "OPPO", "analytics"}, {"onrt-in.vivoglobal.com", "vivo", "service"},
        {"tracker.realme.com", "OPPO", "service"}, {"open.oneplus.net", "OPPO", "service"},
        {"api.hihonorcloud.com", "Honor", "service"}, {"h5.shalltry.com", "Transsion", "analytics"},
        {"www.motorola.com", "Lenovo", "service"}};
    for (const auto &[host, name, purpose] : cases) {
        const auto match = rules->organisationAt(host);
        ASSERT_NE(match.organisation, nullptr) << host;
        EXPECT_EQ(match.organisation->name, name) << host;
        EXPECT_EQ(match.purpose, purpose) << host;
        EXPECT_FALSE(match.organisation->source.empty()) << host;
    }
    EXPECT_EQ(rules->countryName("SG"), "Singapore");
    EXPECT_EQ(rules->countryName("FI"), "Finland");
}

TEST(RuleSet, ourOwnEnginesGoBeforeListedOnes)
{
    const auto rules = bundled();
    ASSERT_TRUE(rules);
    const auto ways = rules->enginesAt("www.qwant.com");
    ASSERT_GE(ways.size(), 2U);
    EXPECT_FALSE(ways.front()->listed);
    EXPECT_TRUE(ways.back()->listed);
    ASSERT_FALSE(rules->enginesAt("www.abacho.de").empty());
    EXPECT_TRUE(rules->enginesAt("www.abacho.de").front()->listed);
}

TEST(RuleSet, lookUps)
{
    const auto rules = bundled();
    ASSERT_TRUE(rules);
    EXPECT_TRUE(rules->engineOwns("Google", "www.google.de"));
    EXPECT_FALSE(rules->engineOwns("Google", "duckduckgo.com"));
    EXPECT_EQ(rules->appOfPackage("com.android.browser")->name, "Mi Browser");
    EXPECT_EQ(rules->appOfPackage(""), nullptr);
    EXPECT_EQ(rules->appAtHost("i.instagram.com")->package, "com.instagram.android");
    EXPECT_FALSE(rules->identifiersOf("Distinct_ID").empty());
    EXPECT_TRUE(rules->identifiersOf("search_word").empty());
    EXPECT_FALSE(rules->incognitoOf("isIncognito").empty());
    EXPECT_TRUE(rules->describesDevice("$OS"));
    EXPECT_FALSE(rules->describesDevice("search_word"));
}

TEST(RuleSet, aFolderWithABrokenFileIsAnErrorThatNamesIt)
{
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(testing::TempDir()) / "telltale-broken-rules";
    fs::create_directories(folder);
    fs::copy(TELLTALE_RULES_DIR, folder, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    std::ofstream(folder / "apps.toml") << "[[app]]\nname = \n";
    const auto rules = loadRules(folder.string());
    ASSERT_FALSE(rules);
    EXPECT_NE(rules.error().message.find("apps.toml:2:"), std::string::npos) << rules.error().message;
    fs::remove_all(folder);
    EXPECT_FALSE(loadRules(folder.string()));
}
