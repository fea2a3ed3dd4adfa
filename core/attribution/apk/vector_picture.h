// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/binary_xml.h"
#include "base/bytes.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace telltale::attribution::apk {

/// The colour that a value stands for, 0xAARRGGBB; nothing where it stands for none.
using ColourOf = std::function<std::optional<std::uint32_t>(const ResourceValue &value)>;

/// An Android drawing of shapes (<vector>, VectorDrawable) as SVG 1.1: groups with their transformations, and paths
/// filled or drawn in one colour, whose pathData is the same language in both. Nothing where the file is none, or draws
/// by other means (gradients, clip paths, tints): half a picture would be another one. Total; what comes out holds
/// numbers, colours and the letters of paths alone.
std::optional<std::string> svgOfVector(base::ByteView file, const ColourOf &colourOf);

/// Text that svgOfVector() could have given: before it is shown, as it may have come from a journal that anybody wrote.
bool isDrawing(std::string_view svg);

} // namespace telltale::attribution::apk
