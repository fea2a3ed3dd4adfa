// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/resource_chunk.h"

#include <cstdint>
#include <string>

namespace telltale::attribution::apk {

/// The strings of a compiled resource file (ResStringPool_header). Total. Views the octets it was made of.
class StringPool {
public:
    StringPool() = default;
    /// A chunk of another type gives an empty pool.
    explicit StringPool(const Chunk &chunk);

    /// As UTF-8, cut at ApkLimits::stringBytes; empty where there is none of that number, or it is damaged.
    [[nodiscard]] std::string at(std::uint32_t index) const;

private:
    base::ByteView m_offsets; ///< four octets each
    base::ByteView m_strings;
    bool m_utf8 = false;
};

} // namespace telltale::attribution::apk
