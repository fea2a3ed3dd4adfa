// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/address.h"

#include <memory>
#include <string>

namespace telltale::attribution {

/// Tells in which country an address stands. Immutable: any number of threads may share one.
class CountrySource {
public:
    virtual ~CountrySource() = default;

    /// ISO 3166-1 alpha-2; empty where the source knows none, and for every address that is not public.
    [[nodiscard]] std::string countryOf(const net::IpAddress &address) const;

    /// Who says so, with the day of the data: "geo-whois-asn-country 2026-06-17".
    [[nodiscard]] virtual const std::string &name() const = 0;

protected:
    /// @p address is public, and IPv4 where an IPv6 address only wraps one.
    [[nodiscard]] virtual std::string lookUp(const net::IpAddress &address) const = 0;
};

/// Opens a table made by packaging/make-country-table.py, or a MaxMind database (.mmdb, libmaxminddb).
/// The file is mapped, not read: what opening costs does not grow with its size.
base::Result<std::shared_ptr<const CountrySource>> openCountrySource(const std::string &path);

/// The table that came with the program; null when it is missing, so that countries are unknown then.
std::shared_ptr<const CountrySource> bundledCountries();

} // namespace telltale::attribution
