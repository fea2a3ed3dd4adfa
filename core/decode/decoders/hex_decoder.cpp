// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/hex_decoder.h"

#include "base/utf8.h"
#include "decode/cipher.h"
#include "decode/hidden_content.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> HexDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    constexpr std::size_t shortest = 16;
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest)
        return {};
    base::ByteBuffer octets = octetsOfHex(text);
    if (octets.empty())
        return {};
    // A number is hexadecimal too; it takes a letter, or a structure, to make a layer of it.
    const bool hasLetter = text.find_first_of("abcdefABCDEF") != std::string_view::npos;
    const bool isText = hasLetter && base::isReadableText(base::asText(octets));
    if (!isText && !hidesStructure(octets, limits))
        return {};
    return addDecoded(tree, node, "hex", std::move(octets), limits);
}

} // namespace telltale::decode
