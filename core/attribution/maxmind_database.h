// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/country_source.h"

namespace telltale::attribution {

/// A user's own database in MaxMind's format: GeoLite2, DB-IP, IPinfo and what is made like them. The country is
/// country/iso_code, else country_code, else country, where these hold two letters. Named by the database's type and
/// the day it was built.
base::Result<std::shared_ptr<const CountrySource>> openMaxmindDatabase(const std::string &path);

} // namespace telltale::attribution
