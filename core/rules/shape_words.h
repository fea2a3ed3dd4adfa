// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_types.h"

#include <array>
#include <string_view>
#include <utility>

namespace telltale::rules {

/// The words of the files for shapes.
inline constexpr std::array<std::pair<std::string_view, Shape>, 5> shapeWords{{{"any", Shape::any},
    {"uuid", Shape::uuid}, {"hex", Shape::hex}, {"digits", Shape::digits}, {"imei", Shape::imei}}};

} // namespace telltale::rules
