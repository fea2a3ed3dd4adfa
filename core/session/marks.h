// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace telltale::session {

/// Packet comments (pcapng opt_comment) that Telltale writes and understands. Private browsing begins
/// or ends at the packet that bears the mark.
inline constexpr std::string_view privateOnMark = "telltale:private=on";
inline constexpr std::string_view privateOffMark = "telltale:private=off";

/// True or false for the two marks; nothing for other comments.
constexpr std::optional<bool> privateMark(std::string_view comment)
{
    if (comment == privateOnMark)
        return true;
    if (comment == privateOffMark)
        return false;
    return std::nullopt;
}

} // namespace telltale::session
