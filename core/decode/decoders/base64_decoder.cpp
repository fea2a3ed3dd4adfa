// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base64_decoder.h"

#include "decode/base64_text.h"
#include "decode/content_shape.h"
#include "decode/tree_growth.h"

#include <array>

namespace telltale::decode {

namespace {

constexpr std::size_t shortest = 8; // characters: what is shorter hides nothing worth a layer

/// Most candidates are identifiers; their first octets show it, before much is decoded.
bool beginsLikeSomething(std::string_view text)
{
    std::array<std::uint8_t, 24> head{};
    return isPromisingHead(base::ByteView(head).first(decodeBase64Head(text, head)));
}

} // namespace

std::vector<std::uint32_t> Base64Decoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest || !isBase64Alphabet(text) || !beginsLikeSomething(text))
        return {};
    auto decoded = decodeBase64(text);
    if (!decoded)
        return {};
    const bool accepted = isStructured(decoded->octets) || hidesText(text, *decoded)
        || (isZlib(decoded->octets) && decodeCoding(decoded->octets, "deflate", limits).complete);
    if (!accepted)
        return {};
    std::vector<std::uint32_t> added = addDecoded(tree, node, "base64", std::move(decoded->octets), limits);
    if (!added.empty() && decoded->cutOff) {
        tree.edit(added.front()).verdict = Verdict::damaged;
        tree.edit(added.front()).reason = "base64 ends inside a group of four characters";
    }
    return added;
}

} // namespace telltale::decode
