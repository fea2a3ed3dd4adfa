// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_table.h"

#include "base/byte_reader.h"

namespace telltale::attribution {

namespace {

constexpr std::string_view magic = "TTCTRY1\n";
constexpr std::size_t nameOctets = 56;
constexpr std::size_t mostCountries = 256;

struct Run {
    std::uint8_t country = 0;
    std::uint64_t keys = 0;
};

Run nextRun(base::ByteReader &reader)
{
    Run run;
    run.country = reader.u8();
    const std::uint8_t shape = reader.u8();
    std::uint64_t odd = 0;
    switch (shape >> 6) {
    case 1:
        odd = reader.u8();
        break;
    case 2:
        odd = reader.u16le();
        break;
    case 3:
        odd = reader.u64le();
        break;
    default:
        break;
    }
    run.keys = (2 * odd + 1) << (shape & 63);
    return run;
}

std::uint64_t keyOf(const net::IpAddress &address)
{
    base::ByteReader reader(address.bytes());
    return address.isV4() ? reader.u32be() : reader.u64be();
}

} // namespace

bool CountryTable::hasMagic(base::ByteView file)
{
    return base::asText(file).starts_with(magic);
}

std::optional<CountryTable> CountryTable::read(base::ByteView file)
{
    if (!hasMagic(file))
        return std::nullopt;
    base::ByteReader reader(file.subspan(magic.size()));
    CountryTable table;
    const std::string_view name = base::asText(reader.take(nameOctets));
    table.m_name = name.substr(0, name.find('\0'));
    const std::size_t countries = reader.u32le();
    if (!reader.ok() || countries == 0 || countries > mostCountries)
        return std::nullopt;
    table.m_codes = reader.take(2 * countries);
    for (Family &family : table.m_families) {
        const std::uint64_t blocks = reader.u32le();
        const std::size_t octets = reader.u32le();
        family.starts = reader.take(blocks * 8);
        family.offsets = reader.take(blocks * 4);
        family.runs = reader.take(octets);
    }
    return reader.ok() && reader.atEnd() ? std::optional(std::move(table)) : std::nullopt;
}

std::size_t CountryTable::Family::countryAt(std::uint64_t key) const
{
    const auto startOf = [this](std::size_t block) { return base::ByteReader(starts.subspan(block * 8, 8)).u64le(); };
    const auto offsetOf = [this](std::size_t block) { return base::ByteReader(offsets.subspan(block * 4, 4)).u32le(); };
    std::size_t from = 0;
    std::size_t to = starts.size() / 8;
    if (to == 0 || startOf(0) > key)
        return 0;
    while (to - from > 1) {
        const std::size_t middle = from + (to - from) / 2;
        (startOf(middle) <= key ? from : to) = middle;
    }
    const std::size_t begin = offsetOf(from);
    const std::size_t end = (from + 1) * 4 < offsets.size() ? offsetOf(from + 1) : runs.size();
    if (begin > end || end > runs.size())
        return 0;
    base::ByteReader reader(runs.subspan(begin, end - begin));
    std::uint64_t left = key - startOf(from);
    while (reader.remaining() > 0) {
        const Run run = nextRun(reader);
        if (reader.ok() && left < run.keys)
            return run.country;
        left -= run.keys;
    }
    return 0;
}

std::string CountryTable::countryOf(const net::IpAddress &address) const
{
    if (address.isNull())
        return {};
    const std::size_t country = m_families[address.isV4() ? 0 : 1].countryAt(keyOf(address));
    return country == 0 || (country + 1) * 2 > m_codes.size()
        ? std::string()
        : std::string(base::asText(m_codes.subspan(country * 2, 2)));
}

} // namespace telltale::attribution
