// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>

namespace telltale::leak {

/// MurmurHash3 with seed 0, as published by its author (Austin Appleby, public domain, 2011):
/// MurmurHash3_x86_32 and MurmurHash3_x64_128.
std::uint32_t murmur3x32(base::ByteView bytes);
/// The two halves h1 and h2.
std::array<std::uint64_t, 2> murmur3x128(base::ByteView bytes);

} // namespace telltale::leak
