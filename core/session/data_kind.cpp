// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/data_kind.h"

#include <array>

namespace telltale::session {

namespace {

constexpr std::array<std::string_view, 12> words{"search_query", "visited_url", "identifier", "location", "account",
    "contact", "interaction", "installed_apps", "credential", "device", "content", "time"};

} // namespace

std::string_view word(DataKind kind)
{
    return words[static_cast<std::size_t>(kind)];
}

std::optional<DataKind> dataKindOf(std::string_view text)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text)
            return static_cast<DataKind>(i);
    }
    return std::nullopt;
}

} // namespace telltale::session
