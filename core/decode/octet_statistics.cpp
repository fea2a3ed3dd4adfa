// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/octet_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace telltale::decode {

namespace {

std::array<std::size_t, 256> countOctets(base::ByteView bytes)
{
    std::array<std::size_t, 256> counts{};
    for (const std::uint8_t octet : bytes)
        ++counts[octet];
    return counts;
}

} // namespace

double entropy(base::ByteView bytes)
{
    double sum = 0;
    for (const std::size_t count : countOctets(bytes)) {
        if (count == 0)
            continue;
        const double share = static_cast<double>(count) / static_cast<double>(bytes.size());
        sum -= share * std::log2(share);
    }
    return sum;
}

bool isEvenlySpread(base::ByteView bytes)
{
    constexpr std::size_t fewest = 128;
    constexpr std::size_t enough = 64U << 10;
    // Six standard deviations: one false alarm in a hundred million for random octets the other way.
    constexpr double highest = 255 + 6 * 22.6;
    if (bytes.size() < fewest)
        return false;
    bytes = bytes.first(std::min(bytes.size(), enough));
    double squares = 0;
    for (const std::size_t count : countOctets(bytes))
        squares += static_cast<double>(count) * static_cast<double>(count);
    const auto size = static_cast<double>(bytes.size());
    return squares * 256 / size - size <= highest;
}

} // namespace telltale::decode
