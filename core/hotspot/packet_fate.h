// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/ruleset.h"

#include <cstdint>
#include <optional>

namespace telltale::hotspot {

/// The first packet of something a hotspot needs.
struct ProbePacket {
    std::string input; ///< interface it comes in by
    std::string output; ///< interface it leaves by; empty: not known, or none
    std::string protocol; ///< tcp or udp
    std::optional<std::uint16_t> port; ///< destination; none: one that no rule names
    bool v6 = false;
};

struct PacketFate {
    enum class Outcome : std::uint8_t { passes, dropped, unknown };

    Outcome outcome = Outcome::passes;
    const Chain *by = nullptr; ///< the base chain that drops it, or may
};

/// What the rules at @p hook ("input", "forward") do with the packet. Rules that are not understood
/// may hold or not; only what drops in either case is dropped. Tables of Telltale's own are left out.
PacketFate fateOf(const Ruleset &ruleset, std::string_view hook, const ProbePacket &packet);

} // namespace telltale::hotspot
