// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/umeng_decoder.h"

#include "decode/cipher.h"
#include "decode/content_coding.h"
#include "decode/content_shape.h"
#include "decode/tree_growth.h"

#include <array>

namespace telltale::decode {

std::vector<std::uint32_t> UmengDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const
{
    constexpr std::array<std::uint8_t, 16> iv{
        0x0a, 0x01, 0x0b, 0x05, 0x04, 0x0f, 0x07, 0x09, 0x17, 0x03, 0x01, 0x06, 0x08, 0x0c, 0x0d, 0x5b};
    if (hints.key != "7" || tree.node(tree.node(node).parent).step != "thrift-compact")
        return {};
    const auto codex = fieldBeside(tree, node, "10");
    const auto signature = fieldBeside(tree, node, "3");
    if (!codex || base::asText(tree.content(*codex)) != "1" || !signature)
        return {};
    const base::ByteBuffer octets = octetsOfHex(base::asText(tree.content(*signature)));
    if (octets.size() < 1 + iv.size())
        return {};
    auto plain = decryptAes(AesMode::cbc, base::ByteView(octets).subspan(1, iv.size()), iv, tree.content(node));
    if (!plain || !isZlib(*plain) || !decodeCoding(*plain, "deflate", limits).complete)
        return {};
    auto added = addDecoded(tree, node, "aes-128-cbc", std::move(*plain), limits);
    if (!added.empty())
        tree.edit(added.front()).note = "scheme from published analysis";
    return added;
}

} // namespace telltale::decode
