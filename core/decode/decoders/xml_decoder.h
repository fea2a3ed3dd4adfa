// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// XML documents, step "xml", and XML property lists, step "plist".
///
/// The document element is the structure itself. An element is a member under its name, repeated elements are siblings
/// of the same key. With text alone it is that text; else its text is "#text" and its attributes are "@name". In a
/// property list the keys of dictionaries name the members, elements of arrays are "[0]", "[1]"…. Pages (HTML) and
/// drawings (SVG) are left as text. A document that is cut off is read as far as it goes.
class XmlDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "xml"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
