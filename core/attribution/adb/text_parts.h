// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace telltale::attribution::adb {

/// The next word of a line, which it is cut from; empty at the end.
inline std::string_view takeWord(std::string_view &line)
{
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) {
        line = {};
        return {};
    }
    const std::size_t end = line.find_first_of(" \t", begin);
    const std::string_view word = line.substr(begin, end == std::string_view::npos ? end : end - begin);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end);
    return word;
}

/// All of the text as a number; nothing for anything else.
template <typename Number>
std::optional<Number> numberOf(std::string_view text, int base = 10)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace telltale::attribution::adb
