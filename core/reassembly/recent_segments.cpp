// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/recent_segments.h"

#include <bit>
#include <cstring>

namespace telltale::reassembly {

namespace {

constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U;

std::uint64_t word(const std::uint8_t *at, std::size_t count = 8)
{
    std::uint64_t value = 0;
    std::memcpy(&value, at, count);
    return value;
}

std::uint64_t mix(std::uint64_t state, std::uint64_t value)
{
    return std::rotl(state ^ value, 29) * factor;
}

/// Four independent lanes keep the multiplier busy: every payload byte passes here once.
std::uint64_t digestOf(base::ByteView bytes)
{
    std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
    const std::uint8_t *at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 32; at += 32, left -= 32) {
        for (std::size_t i = 0; i < lanes.size(); ++i)
            lanes[i] = mix(lanes[i], word(at + 8 * i));
    }
    for (; left >= 8; at += 8, left -= 8)
        lanes[0] = mix(lanes[0], word(at));
    if (left > 0)
        lanes[1] = mix(lanes[1], word(at, left));
    return mix(mix(mix(lanes[0], lanes[1]), lanes[2]), lanes[3]);
}

} // namespace

void RecentSegments::remember(std::int64_t from, base::ByteView bytes)
{
    m_seen[m_next] = {from, bytes.size(), digestOf(bytes)};
    m_next = (m_next + 1) % m_seen.size();
}

bool RecentSegments::contradicts(std::int64_t from, base::ByteView bytes) const
{
    for (const Seen &seen : m_seen) {
        if (seen.size > 0 && seen.from == from && seen.size <= bytes.size())
            return digestOf(bytes.first(seen.size)) != seen.digest;
    }
    return false;
}

} // namespace telltale::reassembly
