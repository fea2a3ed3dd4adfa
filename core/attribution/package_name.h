// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace telltale::attribution {

/// True for what looks like an Android package or an iOS bundle id: two or more labels of letters,
/// digits and '_' ('-' on iOS), each beginning with a letter, and a first label that packages really
/// begin with ("com", "org", a country code, …), so that host names and versions are none.
bool isPackageName(std::string_view text);

} // namespace telltale::attribution
