// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstddef>
#include <cstdint>

namespace telltale::base {

/// Which captured packet some bytes came from. Travels with the bytes through every layer, so that
/// whatever is shown leads back to the packet that proves it.
struct Origin {
    Timestamp time;            ///< when that packet was captured
    std::uint64_t packet = 0;  ///< its number in the input, from 1, as Wireshark's frame.number

    friend bool operator==(const Origin &, const Origin &) = default;
};

/// Which end of a connection speaks. The originator opened the connection (usually the phone).
enum class Side : std::uint8_t { originator = 0, responder = 1 };

constexpr Side opposite(Side side)
{
    return side == Side::originator ? Side::responder : Side::originator;
}

constexpr std::size_t index(Side side)
{
    return static_cast<std::size_t>(side);
}

} // namespace telltale::base
