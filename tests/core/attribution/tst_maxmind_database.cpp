// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/maxmind_database.h"

#include "core/attribution/address_text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

using namespace telltale;
using namespace telltale::attribution;

namespace {

// The MaxMind DB file format, version 2.0: a search tree, 16 zero octets, data, a marker, metadata.
std::string text(const std::string &value)
{
    return std::string(1, static_cast<char>(0x40 | value.size())) + value;
}

std::string map(std::initializer_list<std::pair<const char *, std::string>> members)
{
    std::string octets(1, static_cast<char>(0xE0 | members.size()));
    for (const auto &[key, value] : members)
        octets += text(key) + value;
    return octets;
}

/// An unsigned integer of @p octets; its type is 5 (16 bits), 6 (32) or, extended, 9 (64).
std::string number(std::uint64_t value, int octets)
{
    std::string result;
    if (octets == 8)
        result = std::string("\x08\x02", 2);
    else
        result.push_back(static_cast<char>((octets == 2 ? 0xA0 : 0xC0) | octets));
    for (int i = octets - 1; i >= 0; --i)
        result.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
    return result;
}

/// IPv4 alone: the first octet of an address leads to data, where @p dataOf knows some.
std::string database(const std::function<std::string(int)> &dataOf)
{
    constexpr std::uint32_t nodes = 255;
    std::string data;
    std::string tree;
    const auto record = [&](std::uint32_t node) -> std::uint32_t {
        if (node < nodes)
            return node;
        const std::string found = dataOf(static_cast<int>(node - nodes));
        if (found.empty())
            return nodes;
        const auto at = static_cast<std::uint32_t>(data.size());
        data += found;
        return nodes + 16 + at;
    };
    for (std::uint32_t node = 0; node < nodes; ++node) {
        for (const std::uint32_t child : {2 * node + 1, 2 * node + 2}) {
            const std::uint32_t value = record(child);
            for (const int shift : {16, 8, 0})
                tree.push_back(static_cast<char>((value >> shift) & 0xFF));
        }
    }
    const std::string metadata = map({{"binary_format_major_version", number(2, 2)},
        {"binary_format_minor_version", number(0, 2)}, {"build_epoch", number(1'767'225'600, 8)},
        {"database_type", text("Test-Country")}, {"description", map({{"en", text("test")}})},
        {"ip_version", number(4, 2)}, {"languages", std::string("\x00\x04", 2)}, {"node_count", number(nodes, 4)},
        {"record_size", number(24, 2)}});
    return tree + std::string(16, '\0') + data + "\xAB\xCD\xEFMaxMind.com" + metadata;
}

struct DatabaseFile {
    explicit DatabaseFile(const std::string &content) { std::ofstream(path, std::ios::binary) << content; }
    ~DatabaseFile() { std::filesystem::remove(path); }
    std::string path = testing::TempDir() + "telltale-test.mmdb";
};

} // namespace

TEST(MaxmindDatabase, theCommonPlacesOfACountry)
{
    const DatabaseFile file(database([](int octet) -> std::string {
        switch (octet) {
        case 8: // as in GeoLite2
            return map({{"country", map({{"iso_code", text("US")}})}});
        case 9: // as in the databases of ip-location-db
            return map({{"country_code", text("DE")}});
        case 11: // as in IPinfo's
            return map({{"country", text("sg")}});
        case 12:
            return map({{"country", text("Germany")}});
        case 13:
            return map({{"city", text("Köln")}});
        default:
            return {};
        }
    }));
    const auto opened = openCountrySource(file.path);
    ASSERT_TRUE(opened) << opened.error().text();
    const CountrySource &countries = *opened.value();
    EXPECT_EQ(countries.name(), "Test-Country 2026-01-01");
    const std::pair<const char *, const char *> cases[] = {{"8.1.2.3", "US"}, {"9.1.2.3", "DE"}, {"11.1.2.3", "SG"},
        {"12.1.2.3", ""}, {"13.1.2.3", ""}, {"14.1.2.3", ""}, {"::ffff:8.1.2.3", "US"},
        {"2a00:1450::1", ""}}; // the database knows no IPv6
    for (const auto &[address_, country] : cases)
        EXPECT_EQ(countries.countryOf(address(address_)), country) << address_;
}

TEST(MaxmindDatabase, otherFilesAreRefused)
{
    const std::string whole = database([](int) { return map({{"country_code", text("DE")}}); });
    const DatabaseFile cut(whole.substr(0, whole.size() - 40));
    const auto opened = openMaxmindDatabase(cut.path);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find(cut.path), std::string::npos) << opened.error().message;
    EXPECT_FALSE(opened.error().remedy.empty());
}
