// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace telltale::leak {

/// Text of unknown encoding as UTF-8: as it is where it is UTF-8 already; else read as @p charset
/// ("gb18030", "euc-kr", …); else, or when that does not fit, as windows-1252. Always valid UTF-8.
std::string readText(std::string_view octets, std::string_view charset);

} // namespace telltale::leak
