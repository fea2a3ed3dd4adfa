// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace telltale::base {

/// A view of octets somebody else owns; valid only as long as the owner says.
using ByteView = std::span<const std::uint8_t>;
/// Octets owned by the holder.
using ByteBuffer = std::vector<std::uint8_t>;

/// The same octets seen as text; no encoding is checked.
inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// The same characters seen as octets.
inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

inline ByteBuffer toBuffer(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// Half-open range [from, to) of octets inside some parent.
struct ByteRange {
    std::uint64_t from = 0;
    std::uint64_t to = 0;

    [[nodiscard]] std::uint64_t size() const { return to - from; }
    [[nodiscard]] bool empty() const { return to <= from; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

} // namespace telltale::base
