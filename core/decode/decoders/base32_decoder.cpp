// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base32_decoder.h"

#include "base/utf8.h"
#include "decode/base32_text.h"
#include "decode/hidden_content.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> Base32Decoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    constexpr std::size_t shortest = 16;
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest)
        return {};
    // Most texts have a character of another alphabet early; the head is enough to send them away.
    if (text.substr(0, shortest).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != std::string_view::npos
        && text.substr(0, shortest).find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") != std::string_view::npos)
        return {};
    auto octets = decodeBase32(text);
    if (!octets || !(hidesStructure(*octets, limits) || base::isReadableText(base::asText(*octets))))
        return {};
    return addDecoded(tree, node, "base32", std::move(*octets), limits);
}

} // namespace telltale::decode
