// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/hex_decoder.h"

#include "base/utf8.h"
#include "decode/content_shape.h"
#include "decode/percent_text.h"
#include "decode/tree_growth.h"

#include <algorithm>

namespace telltale::decode {

std::vector<std::uint32_t> HexDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    constexpr std::size_t shortest = 16;
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest || text.size() % 2 != 0
        || !std::all_of(text.begin(), text.end(), [](char c) { return hexDigit(c) >= 0; }))
        return {};
    base::ByteBuffer octets(text.size() / 2);
    for (std::size_t i = 0; i < octets.size(); ++i)
        octets[i] = static_cast<std::uint8_t>(hexDigit(text[2 * i]) * 16 + hexDigit(text[2 * i + 1]));
    // A number is hexadecimal too; it takes a letter, or a structure, to make a layer of it.
    const bool hasLetter = text.find_first_of("abcdefABCDEF") != std::string_view::npos;
    const bool isText = hasLetter && base::isReadableText(base::asText(octets));
    if (!isText && !isStructured(octets))
        return {};
    return addDecoded(tree, node, "hex", std::move(octets), limits);
}

} // namespace telltale::decode
