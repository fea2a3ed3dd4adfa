// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/tree_growth.h"

#include <algorithm>
#include <array>

namespace telltale::decode {

namespace {

void stop(DecodeTree &tree, std::uint32_t node, const char *limit, std::string_view why)
{
    Node &stopped = tree.edit(node);
    stopped.verdict = Verdict::limit;
    stopped.reason = std::string(limit) + ": " + std::string(why);
}

} // namespace

bool mayGrow(DecodeTree &tree, std::uint32_t node, const base::Limits &limits)
{
    if (tree.nodes().size() < limits.decodeNodes)
        return true;
    stop(tree, node, "decode.node_limit", "the message has more parts than are opened");
    return false;
}

bool mayHold(DecodeTree &tree, std::uint32_t node, std::size_t octets, const base::Limits &limits)
{
    const std::size_t room = limits.decodedBytes * treeBytesFactor;
    if (octets <= room && tree.ownedBytes() <= room - octets)
        return true;
    stop(tree, node, "decode.size_limit", "the layers of the message hold more octets than are kept");
    return false;
}

std::vector<std::uint32_t> addDecoded(
    DecodeTree &tree, std::uint32_t node, std::string_view step, base::ByteBuffer octets, const base::Limits &limits)
{
    return addDecodedPart(tree, node, {0, tree.content(node).size()}, step, std::move(octets), limits);
}

std::vector<std::uint32_t> addDecodedPart(DecodeTree &tree, std::uint32_t node, base::ByteRange range,
    std::string_view step, base::ByteBuffer octets, const base::Limits &limits)
{
    if (!mayGrow(tree, node, limits) || !mayHold(tree, node, octets.size(), limits))
        return {};
    Node child;
    child.parent = node;
    child.step = step;
    child.range = range;
    child.own = std::move(octets);
    return {tree.add(std::move(child))};
}

std::vector<std::uint32_t> addInflated(
    DecodeTree &tree, std::uint32_t node, std::string_view step, DecodedContent inflated, const base::Limits &limits)
{
    std::vector<std::uint32_t> added = addDecoded(tree, node, step, std::move(inflated.bytes), limits);
    if (added.empty() || inflated.complete)
        return added;
    Node &child = tree.edit(added.front());
    child.verdict = inflated.limit != nullptr ? Verdict::limit : Verdict::damaged;
    child.reason = inflated.limit != nullptr ? std::string(inflated.limit) + ": " + inflated.problem : inflated.problem;
    return added;
}

std::uint32_t addStructure(DecodeTree &tree, std::uint32_t node, std::string_view step, base::ByteRange range)
{
    Node child;
    child.parent = node;
    child.step = step;
    child.range = range;
    child.linear = true;
    return tree.add(std::move(child));
}

std::uint32_t addMember(DecodeTree &tree, std::uint32_t structure, std::string key, base::ByteRange range)
{
    Node child;
    child.parent = structure;
    child.key = std::move(key);
    child.range = range;
    child.linear = true;
    return tree.add(std::move(child));
}

namespace {

/// The member whose value @p node is.
std::uint32_t memberOf(const DecodeTree &tree, std::uint32_t node)
{
    return tree.node(node).step == "percent" ? tree.node(node).parent : node;
}

} // namespace

bool isWholeBody(const DecodeTree &tree, std::uint32_t node)
{
    constexpr std::array<std::string_view, 6> codings{"gzip", "zlib", "deflate", "br", "zstd", "raw deflate"};
    for (; node != 0; node = tree.node(node).parent) {
        if (std::find(codings.begin(), codings.end(), tree.node(node).step) == codings.end())
            return false;
    }
    return true;
}

std::string_view fieldOf(const DecodeTree &tree, std::uint32_t node)
{
    return tree.node(memberOf(tree, node)).key;
}

std::optional<std::uint32_t> fieldBeside(const DecodeTree &tree, std::uint32_t node, std::string_view name)
{
    for (const std::uint32_t sibling : tree.node(tree.node(memberOf(tree, node)).parent).children) {
        if (tree.node(sibling).key != name)
            continue;
        const std::vector<std::uint32_t> &inside = tree.node(sibling).children;
        return !inside.empty() && tree.node(inside[0]).step == "percent" ? inside[0] : sibling;
    }
    return {};
}

} // namespace telltale::decode
