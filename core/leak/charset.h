// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// Text of unknown encoding as UTF-8: as it is where it is UTF-8 already; else read as the first of @p charsets
/// ("gb18030", "euc-kr", …) in which it has a meaning; else as windows-1252. Always valid UTF-8.
std::string readText(std::string_view octets, const std::vector<std::string> &charsets);

} // namespace telltale::leak
