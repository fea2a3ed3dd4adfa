// SPDX-License-Identifier: GPL-3.0-or-later
// Any octets as a table of countries: a table or none, and any table gives two letters or nothing for any address.
#include "attribution/country_table.h"

#include <cstdlib>

using namespace telltale;

namespace {

void check(const attribution::CountryTable &table, const net::IpAddress &address)
{
    const std::string country = table.countryOf(address);
    if (!country.empty() && country.size() != 2)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView bytes(data, size);
    const auto table = attribution::CountryTable::read(bytes);
    if (!table)
        return 0;
    // The input's own end as addresses, and some that stand at edges.
    if (size >= 16) {
        check(*table, net::IpAddress::v4(bytes.last(4)));
        check(*table, net::IpAddress::v6(bytes.last(16)));
    }
    for (const char *text : {"0.0.0.0", "1.0.0.0", "8.8.8.8", "255.255.255.255", "::", "2a00:1450::1",
             "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"})
        check(*table, *net::IpAddress::parse(text));
    return 0;
}
