// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace telltale::bridge {

/// What says in which countries servers stand: a file of the user's, or the table that came with the program.
struct CountryDatabase {
    QString name; ///< "geo-whois-asn-country 2026-06-17"; empty where it cannot be used
    QString problem; ///< why it cannot be used, a sentence with its remedy; empty where it can
};

/// @param file  a MaxMind database (.mmdb) or a table of Telltale's own; empty: the table that came with the program
[[nodiscard]] CountryDatabase lookAtCountryDatabase(const QString &file);

} // namespace telltale::bridge
