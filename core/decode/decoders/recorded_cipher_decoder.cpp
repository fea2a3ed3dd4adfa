// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/recorded_cipher_decoder.h"

#include "decode/base64_text.h"
#include "decode/cipher.h"
#include "decode/tree_growth.h"

#include <utility>

namespace telltale::decode {

namespace {

struct Found {
    const RecordedCipher *cipher = nullptr;
    base::ByteRange range;
};

Found findIn(const RecordedCiphers &ciphers, base::ByteView octets)
{
    for (const std::size_t front : {0U, 12U, 16U}) {
        if (octets.size() <= front)
            break;
        if (const RecordedCipher *cipher = ciphers.find(octets.subspan(front)))
            return {cipher, {front, octets.size()}};
    }
    return {};
}

std::vector<std::uint32_t> addPlain(
    DecodeTree &tree, std::uint32_t node, const Found &found, const base::Limits &limits)
{
    auto added = addDecodedPart(tree, node, found.range, found.cipher->step, found.cipher->plain, limits);
    if (!added.empty())
        tree.edit(added.front()).note = found.cipher->note;
    return added;
}

} // namespace

std::vector<std::uint32_t> RecordedCipherDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    if (m_ciphers->empty())
        return {};
    const base::ByteView content = tree.content(node);
    if (const Found found = findIn(*m_ciphers, content); found.cipher != nullptr)
        return addPlain(tree, node, found, limits);
    const std::string_view text = base::asText(content);
    if (!isBase64Alphabet(text)) // hexadecimal is within it
        return {};
    auto base64 = decodeBase64(text);
    for (auto [step, octets] : {std::pair("hex", octetsOfHex(text)),
             std::pair("base64", base64 ? std::move(base64->octets) : base::ByteBuffer())}) {
        const Found found = findIn(*m_ciphers, octets);
        if (found.cipher == nullptr)
            continue;
        const auto encoded = addDecoded(tree, node, step, std::move(octets), limits);
        return encoded.empty() ? encoded : addPlain(tree, encoded.front(), found, limits);
    }
    return {};
}

} // namespace telltale::decode
