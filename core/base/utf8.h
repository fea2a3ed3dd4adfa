// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace telltale::base {

/// Length of the well-formed UTF-8 sequence at the front of @p text (RFC 3629 § 4: no overlong
/// forms, no surrogates, nothing above U+10FFFF); 0 where there is none.
std::size_t utf8SequenceLength(std::string_view text);

/// True where all of @p text is well-formed UTF-8.
bool isUtf8(std::string_view text);

/// True for UTF-8 without control characters other than tab, line feed and carriage return.
bool isReadableText(std::string_view text);

} // namespace telltale::base
