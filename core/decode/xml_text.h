// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "decode/source_span.h"

#include <string_view>

namespace telltale::decode {

/// The unit of XML character data at @p at: a reference (XML 1.0 § 4.1: "&amp;", "&#x4e2d;"), or one
/// octet that stands for itself, as an '&' without a known reference behind it does too.
EncodedUnit xmlUnit(std::string_view text, std::size_t at);

/// Character data with its references resolved: the five predefined entities and characters by their
/// number. Nothing is defined by a document.
base::ByteBuffer decodeXmlText(std::string_view text);

} // namespace telltale::decode
