// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_source.h"

#include "core/attribution/address_text.h"
#include "core/attribution/requests.h"
#include "rules/rules_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace telltale;
using namespace telltale::attribution;

TEST(CountrySource, theBundledTableKnowsWellKnownServers)
{
    const auto countries = bundledCountries();
    ASSERT_TRUE(countries);
    EXPECT_TRUE(countries->name().starts_with("geo-whois-asn-country 20")) << countries->name();
    // Registrations that have not moved for many years: Google, RIPE NCC, SWITCH, Yandex, NAVER, Baidu, AARNet.
    const std::pair<const char *, const char *> cases[] = {{"8.8.8.8", "US"}, {"193.0.6.139", "NL"},
        {"130.59.31.80", "CH"}, {"77.88.8.8", "RU"}, {"223.130.195.200", "KR"}, {"202.108.22.5", "CN"},
        {"203.0.178.191", "AU"}, {"2001:67c:2e8:22::c100:68b", "NL"}, {"::ffff:77.88.8.8", "RU"},
        {"64:ff9b::4d58:808", "RU"}};
    for (const auto &[text, country] : cases)
        EXPECT_EQ(countries->countryOf(address(text)), country) << text;
}

TEST(CountrySource, addressesThatAreNotPublicStandNowhere)
{
    const auto countries = bundledCountries();
    ASSERT_TRUE(countries);
    for (const char *text :
        {"10.42.0.1", "127.0.0.1", "192.168.0.10", "203.0.113.5", "fe80::1", "2001:db8::1", "ff02::1"})
        EXPECT_EQ(countries->countryOf(address(text)), "") << text;
    EXPECT_EQ(countries->countryOf({}), "");
}

TEST(CountrySource, everyCountryOfTheTableHasAName)
{
    const auto countries = bundledCountries();
    ASSERT_TRUE(countries && bundledRules());
    for (std::uint32_t high = 1; high < 0xE000; ++high) {
        const std::uint8_t bytes[] = {static_cast<std::uint8_t>(high >> 8), static_cast<std::uint8_t>(high), 7, 7};
        const std::string code = countries->countryOf(net::IpAddress::v4(bytes));
        if (!code.empty()) {
            EXPECT_NE(bundledRules()->countryName(code), code == "US" ? "" : code) << high;
        }
    }
}

TEST(CountrySource, errorsNameTheFileAndTheRemedy)
{
    const auto missing = openCountrySource("/nowhere/countries.mmdb");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("/nowhere/countries.mmdb"), std::string::npos);
    EXPECT_FALSE(missing.error().remedy.empty());

    const std::string path = testing::TempDir() + "telltale-countries";
    std::filesystem::copy_file(rules::bundledFile("countries/server_countries.table"), path,
        std::filesystem::copy_options::overwrite_existing);
    ASSERT_TRUE(openCountrySource(path));
    std::filesystem::resize_file(path, 100'000);
    const auto cut = openCountrySource(path);
    ASSERT_FALSE(cut);
    EXPECT_NE(cut.error().message.find("damaged"), std::string::npos) << cut.error().message;
    std::ofstream(path, std::ios::trunc) << "neither table nor database";
    EXPECT_FALSE(openCountrySource(path));
    std::filesystem::remove(path);
}
