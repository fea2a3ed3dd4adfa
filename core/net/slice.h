// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace telltale::net {

/// A part of a packet: the octets that were captured, and how many there were on the wire. The two
/// differ where the snap length cut the packet. Every layer narrows it and hands it on.
struct Slice {
    base::ByteView bytes;
    std::size_t wire = 0;

    [[nodiscard]] std::size_t missing() const { return wire - bytes.size(); }
    [[nodiscard]] bool holds(std::size_t count) const { return bytes.size() >= count; }

    /// Without its first @p count octets; holds(count) must be true.
    [[nodiscard]] Slice after(std::size_t count) const { return {bytes.subspan(count), wire - count}; }

    /// Cut to @p length octets on the wire: what lies behind is padding or a trailer. A length beyond
    /// the wire length means that the capturing program did not see all: the rest counts as missing.
    [[nodiscard]] Slice ofWireLength(std::size_t length) const
    {
        return {bytes.first(std::min(bytes.size(), length)), length};
    }
};

/// Integers of headers whose length was checked before.
inline std::uint16_t u16At(base::ByteView bytes, std::size_t at)
{
    return static_cast<std::uint16_t>((bytes[at] << 8) | bytes[at + 1]);
}

inline std::uint32_t u32At(base::ByteView bytes, std::size_t at)
{
    return (std::uint32_t{u16At(bytes, at)} << 16) | u16At(bytes, at + 2);
}

} // namespace telltale::net
