// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_face.h"
#include "base/json_writer.h"

#include <optional>

namespace simdjson::dom {
class element;
}

/// The part of a journal's line "app_face" that says what the face is: members "package", "version", "label", "icon"
/// ({"adaptive","layers":[{"image":base64}|{"colour":"#aarrggbb"}]}) and "problem"; absent facts are null.
namespace telltale::attribution {

void writeFace(base::JsonWriter &json, const AppFace &face);

/// Nothing for what has no package. Layers that are none, or beyond the limits of AppFace, leave the face without an
/// icon. Source and time are the caller's.
std::optional<AppFace> readFace(const simdjson::dom::element &object);

} // namespace telltale::attribution
