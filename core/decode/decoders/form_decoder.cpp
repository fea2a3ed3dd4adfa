// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/form_decoder.h"

#include "base/utf8.h"
#include "decode/content_shape.h"
#include "decode/form_fields.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

namespace {

/// The content type lies often (RudderStack sends gzip, app-measurement protobuf under it), so it
/// only helps text over the shape's strictness.
bool isHintedForm(std::string_view text, const Hints &hints)
{
    return hints.depth == 0 && hints.contentType.find("x-www-form-urlencoded") != std::string_view::npos
        && text.find('=') != std::string_view::npos && text.front() != '{' && text.front() != '['
        && base::isReadableText(text) && text.find('\n') == std::string_view::npos;
}

} // namespace

std::vector<std::uint32_t> FormDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    if (text.empty() || (!isFormShaped(text) && !isHintedForm(text, hints)) || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t form = addStructure(tree, node, "form", {0, text.size()});
    return addFormFields(tree, form, limits);
}

} // namespace telltale::decode
