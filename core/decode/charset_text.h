// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace telltale::decode {

/// @p octets as UTF-8, read in @p charset ("gb18030", "euc-kr", any name iconv(3) knows); nothing
/// where the name is not known or an octet does not fit.
std::optional<std::string> toUtf8(std::string_view octets, std::string_view charset);

/// The charset that octets without a stated one are most likely in: gb18030, big5, shift_jis, euc-jp,
/// euc-kr, windows-1251 or windows-1252. Empty where they are UTF-8 or where nothing speaks clearly for one, such as
/// for octets that are no text. A guess by which octets follow which, the same for the same octets.
std::string_view guessCharset(std::string_view octets);

} // namespace telltale::decode
