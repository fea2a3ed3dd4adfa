// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace telltale::capture {

/// Integers at places that were checked before, in the byte order of the machine that wrote the
/// capture. Capture files are the one format read here at more than a gigabyte a second.
struct ByteOrder {
    bool swapped = false; ///< the writer's byte order is not this machine's

    [[nodiscard]] std::uint16_t u16(base::ByteView bytes, std::size_t at) const
    {
        std::uint16_t value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return swapped ? __builtin_bswap16(value) : value;
    }

    [[nodiscard]] std::uint32_t u32(base::ByteView bytes, std::size_t at) const
    {
        std::uint32_t value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return swapped ? __builtin_bswap32(value) : value;
    }

    [[nodiscard]] std::uint64_t u64(base::ByteView bytes, std::size_t at) const
    {
        std::uint64_t value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return swapped ? __builtin_bswap64(value) : value;
    }
};

} // namespace telltale::capture
