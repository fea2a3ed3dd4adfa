// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/compression_decoder.h"

#include "decode/content_shape.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> CompressionDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const base::ByteView content = tree.content(node);
    if (isGzip(content))
        return addInflated(tree, node, "gzip", decodeCoding(content, "gzip", limits), limits);
    if (isZstd(content))
        return addInflated(tree, node, "zstd", decodeCoding(content, "zstd", limits), limits);
    if (!isZlib(content))
        return {};
    DecodedContent inflated = decodeCoding(content, "deflate", limits);
    if (!inflated.complete && inflated.limit == nullptr)
        return {};
    return addInflated(tree, node, "zlib", std::move(inflated), limits);
}

} // namespace telltale::decode
