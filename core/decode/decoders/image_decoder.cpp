// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/image_decoder.h"

#include "decode/image_format.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

std::vector<std::uint32_t> ImageDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const auto image = imageFormat(tree.content(node));
    if (!image || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t added = addStructure(tree, node, "image", {0, tree.content(node).size()});
    std::string note(image->name);
    if (image->width > 0 && image->height > 0)
        note += ", " + std::to_string(image->width) + " \xc3\x97 " + std::to_string(image->height);
    tree.edit(added).note = std::move(note);
    return {};
}

} // namespace telltale::decode
