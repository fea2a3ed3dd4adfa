// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "net/address.h"

#include <array>
#include <optional>
#include <string>

namespace telltale::attribution {

/// A compact table from addresses to countries, read in place: a look-up is a binary search among the
/// blocks and a walk through at most one of them. All integers are little-endian:
///
///     8     "TTCTRY1" and a line feed
///     56    who says so and of which day, UTF-8, filled up with zero octets
///     4     number of countries, at most 256; then two octets each, ISO 3166-1 alpha-2; the first is none
///     then for IPv4, whose keys are addresses, and for IPv6, whose keys are the upper 64 bits:
///     4, 4  number of blocks; octets of all runs
///     8 × blocks   first key of each, ascending
///     4 × blocks   where its runs begin
///     runs         country (1), shape (1: exponent in the lower 6 bits, width above), odd (0, 1, 2 or 8 octets by
///                  the width): the next (2 · odd + 1) << exponent keys have that country
///
/// Any octets give a table or none, and any table an answer: keys it does not reach have no country.
class CountryTable {
public:
    static bool hasMagic(base::ByteView file);
    /// Nothing for octets that are no such table. The table points into @p file.
    static std::optional<CountryTable> read(base::ByteView file);

    [[nodiscard]] const std::string &name() const { return m_name; }
    /// Empty where the table knows none.
    [[nodiscard]] std::string countryOf(const net::IpAddress &address) const;

private:
    struct Family {
        base::ByteView starts;
        base::ByteView offsets;
        base::ByteView runs;
        [[nodiscard]] std::size_t countryAt(std::uint64_t key) const;
    };

    CountryTable() = default;

    std::string m_name;
    base::ByteView m_codes;
    std::array<Family, 2> m_families;
};

} // namespace telltale::attribution
