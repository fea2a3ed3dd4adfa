// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace telltale::hotspot {

/// Takes the first line, without its end, off @p text.
inline std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

/// Takes the first word, that is anything between blanks, off @p text; empty when there is none.
inline std::string_view takeWord(std::string_view &text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) {
        text = {};
        return {};
    }
    text.remove_prefix(begin);
    const std::size_t end = text.find_first_of(blanks);
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(word.size());
    return word;
}

} // namespace telltale::hotspot
