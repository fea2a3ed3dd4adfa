// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_table.h"

#include "core/attribution/address_text.h"

#include <gtest/gtest.h>

#include <string>

using namespace telltale;
using namespace telltale::attribution;

namespace {

void put(std::string &to, std::uint64_t value, int octets)
{
    for (int i = 0; i < octets; ++i)
        to.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
}

std::string run(std::uint8_t country, std::uint8_t exponent, std::uint8_t width, std::uint64_t odd)
{
    std::string octets;
    put(octets, country, 1);
    put(octets, exponent | (width << 6), 1);
    put(octets, odd, width == 3 ? 8 : width);
    return octets;
}

struct Block {
    std::uint64_t start;
    std::string runs;
};

std::string family(const std::vector<Block> &blocks)
{
    std::string starts;
    std::string offsets;
    std::string runs;
    for (const Block &block : blocks) {
        put(starts, block.start, 8);
        put(offsets, runs.size(), 4);
        runs += block.runs;
    }
    std::string octets;
    put(octets, blocks.size(), 4);
    put(octets, runs.size(), 4);
    return octets + starts + offsets + runs;
}

std::string head(const std::string &codes)
{
    std::string octets = "TTCTRY1\n";
    octets += std::string("made by hand 2026-01-02").append(33, '\0');
    put(octets, codes.size() / 2, 4);
    return octets + codes;
}

const std::string codes("\0\0DESG", 6);

/// 1.0.0.0/24 DE, 1.0.1.0–1.0.3.255 nobody, 1.0.4.0 – 1.0.8.255 SG (five times 256); 2.0.0.0/8 DE.
std::string sample()
{
    return head(codes)
        + family({{0x01000000, run(1, 8, 0, 0) + run(0, 8, 1, 1) + run(2, 8, 2, 2)}, {0x02000000, run(1, 24, 3, 0)}})
        + family({{0x2A00145000000000, run(2, 32, 0, 0)}});
}

std::string countryIn(const std::string &file, const char *text)
{
    const auto table = CountryTable::read(base::asBytes(file));
    return table ? table->countryOf(address(text)) : "no table";
}

} // namespace

TEST(CountryTable, lookUps)
{
    const std::string file = sample();
    EXPECT_EQ(CountryTable::read(base::asBytes(file))->name(), "made by hand 2026-01-02");
    const std::pair<const char *, const char *> cases[] = {{"0.255.255.255", ""}, {"1.0.0.0", "DE"},
        {"1.0.0.255", "DE"}, {"1.0.1.0", ""}, {"1.0.3.255", ""}, {"1.0.4.0", "SG"}, {"1.0.8.255", "SG"},
        {"1.0.9.0", ""}, {"1.255.255.255", ""}, {"2.0.0.0", "DE"}, {"2.255.255.255", "DE"}, {"3.0.0.0", ""},
        {"2a00:1450::1", "SG"}, {"2a00:1450:ffff:ffff:ffff::1", "SG"}, {"2a00:1451::", ""}, {"2a00:144f::", ""}};
    for (const auto &[text, expected] : cases)
        EXPECT_EQ(countryIn(file, text), expected) << text;
    EXPECT_EQ(CountryTable::read(base::asBytes(file))->countryOf({}), "");
}

TEST(CountryTable, everyCutIsRefused)
{
    const std::string file = sample();
    for (std::size_t size = 0; size < file.size(); ++size)
        EXPECT_FALSE(CountryTable::read(base::asBytes(file.substr(0, size)))) << size;
    EXPECT_FALSE(CountryTable::read(base::asBytes(file + '\0')));
    EXPECT_FALSE(CountryTable::read(base::asBytes(head({}) + family({}) + family({}))));
}

TEST(CountryTable, whatContradictsItselfHasNoCountry)
{
    const std::string nothing = family({});
    EXPECT_EQ(countryIn(head(codes) + nothing + nothing, "1.0.0.0"), "");
    // A country that is not in the list.
    EXPECT_EQ(countryIn(head(codes) + family({{0, run(9, 32, 0, 0)}}) + nothing, "1.0.0.0"), "");
    // A run that ends within its length.
    EXPECT_EQ(countryIn(head(codes) + family({{0, run(1, 32, 3, 0).substr(0, 5)}}) + nothing, "1.0.0.0"), "");
    // Runs that begin behind their end.
    std::string behind = head(codes) + family({{0, run(1, 32, 0, 0)}}) + nothing;
    behind[head(codes).size() + 16] = 9;
    EXPECT_EQ(countryIn(behind, "1.0.0.0"), "");
}
