// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace telltale::attribution::apk {

/// Octets that lie elsewhere, of which any range can be had.
class OctetRanges {
public:
    OctetRanges() = default;
    virtual ~OctetRanges() = default;
    OctetRanges(const OctetRanges &) = delete;
    OctetRanges &operator=(const OctetRanges &) = delete;

    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Fills @p to with what lies from @p offset on; false where that is not all there, or can't be had.
    virtual bool read(std::uint64_t offset, std::span<std::uint8_t> to) noexcept = 0;
};

} // namespace telltale::attribution::apk
