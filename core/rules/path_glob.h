// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace telltale::rules {

/// True where the whole of @p text fits @p pattern; '*' stands for any run of characters, also none.
/// Takes time proportional to the product of the lengths at worst, for any input.
bool matchesGlob(std::string_view pattern, std::string_view text);

} // namespace telltale::rules
