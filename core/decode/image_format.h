// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace telltale::decode {

/// What the beginning of a picture says; never more is read of it.
struct ImageFormat {
    std::string_view name; ///< "PNG"
    std::uint32_t width = 0; ///< pixels; 0 where the format is not read that far
    std::uint32_t height = 0;
};

/// PNG, JPEG, GIF, WebP, BMP, ICO, AVIF and HEIC by their marks, with the size of the first four.
std::optional<ImageFormat> imageFormat(base::ByteView bytes);

} // namespace telltale::decode
