// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace telltale::decode::test {

/// Octets as even as encryption makes them, the same in every run (xorshift, G. Marsaglia 2003).
inline std::string randomOctets(std::size_t count, std::uint64_t seed = 1)
{
    std::uint64_t state = seed * 0x9e3779b97f4a7c15ULL + 88172645463325252ULL;
    std::string octets;
    for (std::size_t i = 0; i < count; ++i) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        octets += static_cast<char>(state >> 32);
    }
    return octets;
}

} // namespace telltale::decode::test
