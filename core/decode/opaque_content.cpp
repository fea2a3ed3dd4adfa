// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/opaque_content.h"

#include "decode/base64_text.h"
#include "decode/content_shape.h"
#include "decode/octet_statistics.h"
#include "decode/percent_text.h"

#include <algorithm>

namespace telltale::decode {

namespace {

base::ByteBuffer fromHex(std::string_view text)
{
    if (text.size() % 2 != 0 || !std::all_of(text.begin(), text.end(), [](char c) { return hexDigit(c) >= 0; }))
        return {};
    base::ByteBuffer octets(text.size() / 2);
    for (std::size_t i = 0; i < octets.size(); ++i)
        octets[i] = static_cast<std::uint8_t>(hexDigit(text[2 * i]) * 16 + hexDigit(text[2 * i + 1]));
    return octets;
}

bool isOpaque(base::ByteView content)
{
    if (isKnownBinary(content))
        return false;
    if (isEvenlySpread(content))
        return true;
    const std::string_view text = base::asText(content);
    const base::ByteBuffer hex = fromHex(text);
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
    for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
        const Node &node = tree.node(index);
        if (!node.leaf || node.verdict != Verdict::opened || tree.content(index).size() < fewest)
            continue;
        if (!isOpaque(tree.content(index)))
            continue;
        tree.edit(index).verdict = Verdict::encrypted;
        tree.edit(index).reason = "high entropy, no known layer";
    }
}

} // namespace telltale::decode
