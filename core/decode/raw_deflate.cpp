// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/raw_deflate.h"

#include "base/utf8.h"
#include "decode/content_coding.h"
#include "decode/content_shape.h"

namespace telltale::decode {

bool beginsLikeRawDeflate(base::ByteView head)
{
    if (head.empty())
        return false;
    const unsigned type = head[0] >> 1 & 3U;
    const bool last = (head[0] & 1U) != 0;
    // A block that is not the last one is long; fixed codes are for short ones.
    return type == 2 || (type == 1 && last);
}

std::optional<base::ByteBuffer> textFromRawDeflate(base::ByteView bytes, const base::Limits &limits)
{
    constexpr std::size_t shortest = 8;
    if (bytes.size() < shortest || !beginsLikeRawDeflate(bytes))
        return {};
    DecodedContent decoded = decodeCoding(bytes, "raw deflate", limits);
    const bool words = decoded.bytes.size() >= shortest && base::isReadableText(base::asText(decoded.bytes));
    if (!decoded.complete || !(words || isStructured(decoded.bytes)))
        return {};
    return std::move(decoded.bytes);
}

} // namespace telltale::decode
