// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoder.h"

#include "decode/content_coding.h"
#include "decode/opaque_content.h"
#include "decode/sensors_analytics.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

namespace {

struct Work {
    std::uint32_t node = 0;
    std::size_t depth = 0;
};

/// Undoes the message's Content-Encoding, the outermost coding first; gives the innermost content.
Work undoContentCodings(DecodeTree &tree, std::string_view contentEncoding, const base::Limits &limits)
{
    Work content;
    const std::vector<std::string> codings = contentCodings(contentEncoding);
    for (auto coding = codings.rbegin(); coding != codings.rend() && content.depth < limits.decodeDepth; ++coding) {
        DecodedContent decoded = decodeCoding(tree.content(content.node), *coding, limits);
        // Nothing came out: the header may be wrong about the body, which is then looked at as it is.
        if (decoded.bytes.empty() && !decoded.complete)
            break;
        const std::string_view step = *coding == "x-gzip" ? std::string_view("gzip") : std::string_view(*coding);
        const auto added = addInflated(tree, content.node, step, std::move(decoded), limits);
        if (added.empty())
            break;
        content = {added.front(), content.depth + 1};
    }
    return content;
}

/// Asks the decoders in turn; the first that adds a node has it.
std::vector<std::uint32_t> openOne(DecodeTree &tree, std::uint32_t node, const Hints &hints,
    const DecoderRegistry &registry, const base::Limits &limits)
{
    for (const auto &decoder : registry.decoders()) {
        std::vector<std::uint32_t> inside = decoder->open(tree, node, hints, limits);
        if (!inside.empty() || !tree.node(node).leaf || tree.node(node).verdict == Verdict::limit)
            return inside;
    }
    return {};
}

/// Steps between a node and what was found worth opening inside: the structure a member was selected
/// from, and the percent-encoding of a form's value.
std::size_t stepsBetween(const DecodeTree &tree, std::uint32_t from, std::uint32_t inside)
{
    const Node &node = tree.node(inside);
    return !node.step.empty() && node.parent != from ? 2 : 1;
}

} // namespace

DecodeTree decodeLocation(base::ByteView wire, LocationKind kind, const Hints &hints, const DecoderRegistry &registry,
    const base::Limits &limits)
{
    DecodeTree tree(wire);
    std::vector<Work> waiting{undoContentCodings(tree, hints.contentEncoding, limits)};
    while (!waiting.empty()) {
        const Work work = waiting.back();
        waiting.pop_back();
        if (tree.content(work.node).empty())
            continue;
        if (work.depth >= limits.decodeDepth) {
            tree.edit(work.node).verdict = Verdict::limit;
            tree.edit(work.node).reason = "decode.depth_limit: more layers inside each other than are opened";
            continue;
        }
        const std::string key = tree.node(work.node).key; // the node itself moves while others are added
        const Hints here{hints.contentType, {}, key, work.depth};
        for (const std::uint32_t inside : openOne(tree, work.node, here, registry, limits))
            waiting.push_back({inside, work.depth + stepsBetween(tree, work.node, inside)});
    }
    recogniseSensorsAnalytics(tree);
    if (kind == LocationKind::body)
        markOpaqueContent(tree);
    return tree;
}

} // namespace telltale::decode
