// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/opaque_content.h"

#include "decode/base64_text.h"
#include "decode/cipher.h"
#include "decode/content_shape.h"
#include "decode/octet_statistics.h"

namespace telltale::decode {

namespace {

bool isOpaque(base::ByteView content)
{
    if (isKnownBinary(content))
        return false;
    if (isEvenlySpread(content))
        return true;
    const std::string_view text = base::asText(content);
    const base::ByteBuffer hex = octetsOfHex(text);
    if (!hex.empty())
        return isEvenlySpread(hex);
    if (!isBase64Alphabet(text))
        return false;
    const auto decoded = decodeBase64(text);
    return decoded && !isKnownBinary(decoded->octets) && isEvenlySpread(decoded->octets);
}

} // namespace

void markOpaqueContent(DecodeTree &tree)
{
    constexpr std::size_t fewest = 128;
    constexpr std::size_t cipherBlock = 16;
    for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
        const Node &node = tree.node(index);
        if (!node.leaf || node.verdict != Verdict::opened || tree.content(index).size() < fewest)
            continue;
        if (!isOpaque(tree.content(index)))
            continue;
        tree.edit(index).verdict = Verdict::encrypted;
        tree.edit(index).reason = "high entropy, no known layer";
        if (tree.content(index).size() % cipherBlock == 0 && node.note.empty())
            tree.edit(index).note = "whole blocks of 16 octets, as AES makes them";
    }
}

} // namespace telltale::decode
