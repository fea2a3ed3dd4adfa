// SPDX-License-Identifier: GPL-3.0-or-later
// Whole locations: the first octet chooses what they are, the rest is the wire. Every node must prove
// itself with octets that lie on the wire, and every limit must hold.
#include "decode/decoder.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace telltale;
using namespace telltale::decode;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    constexpr std::array<std::string_view, 4> codings{"", "gzip", "deflate, br", "zstd"};
    Hints hints;
    hints.contentEncoding = codings[(data[0] >> 2) % codings.size()];
    hints.contentType = (data[0] & 0x10) != 0 ? "application/x-www-form-urlencoded" : "";
    base::Limits limits;
    limits.decodedBytes = 64U << 10;
    limits.decodeNodes = 2000;
    const base::ByteView wire{data + 1, size - 1};
    const DecodeTree tree =
        decodeLocation(wire, static_cast<LocationKind>(data[0] & 3), hints, DecoderRegistry::standard(), limits);
    require(tree.nodes().size() <= limits.decodeNodes);
    require(tree.ownedBytes() <= 4 * limits.decodedBytes);
    for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
        const std::uint64_t length = tree.content(index).size();
        const base::ByteRange all = tree.onTheWire(index, {0, length});
        const base::ByteRange middle = tree.onTheWire(index, {length / 2, length / 2 + 1});
        require(all.from <= all.to && all.to <= wire.size());
        require(middle.from <= middle.to && middle.to <= wire.size());
        require(tree.path(index).size() <= tree.nodes().size() * 2);
    }
    return 0;
}
