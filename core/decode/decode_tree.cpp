// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decode_tree.h"

#include "decode/json_string.h"
#include "decode/percent_text.h"
#include "decode/source_span.h"
#include "decode/xml_text.h"

#include <algorithm>

namespace telltale::decode {

namespace {

/// The part of @p text, a node's range in its parent, that stands for a part of the node's content.
base::ByteRange sourceOf(const Node &node, std::string_view text, base::ByteRange part)
{
    if (!keepsPositions(node))
        return {0, text.size()};
    if (node.mapping == Mapping::references)
        return sourceSpan(text, part, xmlUnit);
    if (node.step == "percent")
        return sourceSpan(text, part, percentUnit);
    if (node.step == "base64")
        return groupSpan(text, part, 4, 3);
    if (node.step == "base32")
        return groupSpan(text, part, 8, 5);
    if (node.step == "hex")
        return groupSpan(text, part, 2, 1);
    return sourceSpan(text, part, jsonUnit);
}

} // namespace

bool keepsPositions(const Node &node)
{
    if (node.linear || node.mapping == Mapping::references)
        return true;
    return node.mapping == Mapping::byStep
        && (node.step.empty() || node.step == "percent" || node.step == "base64" || node.step == "base32"
            || node.step == "hex");
}

DecodeTree::DecodeTree(base::ByteView wire)
{
    Node root;
    root.range = {0, wire.size()};
    root.own = base::toBuffer(wire);
    m_nodes.push_back(std::move(root));
    m_places.push_back({0, 0, wire.size()});
}

base::ByteView DecodeTree::content(std::uint32_t index) const
{
    const Place &place = m_places[index];
    // The octets of an owner may have been exchanged through edit(): never reach past them.
    const base::ByteView all = m_nodes[place.owner].own;
    if (place.owner == index)
        return all;
    const std::size_t offset = std::min<std::size_t>(place.offset, all.size());
    return all.subspan(offset, std::min<std::size_t>(place.size, all.size() - offset));
}

std::uint32_t DecodeTree::add(Node child)
{
    const auto index = static_cast<std::uint32_t>(m_nodes.size());
    const Place &parent = m_places[child.parent];
    Place place{index, 0, child.own.size()};
    if (child.linear)
        place = {parent.owner, parent.offset + child.range.from, child.range.size()};
    m_ownedBytes += child.own.size();
    m_nodes[child.parent].leaf = false;
    m_nodes[child.parent].children.push_back(index);
    m_nodes.push_back(std::move(child));
    m_places.push_back(place);
    return index;
}

void DecodeTree::expect(std::size_t count)
{
    const std::size_t needed = m_nodes.size() + count;
    // Many small requests must not make the vector move each time.
    if (needed <= m_nodes.capacity())
        return;
    m_nodes.reserve(std::max(needed, 2 * m_nodes.capacity()));
    m_places.reserve(m_nodes.capacity());
}

void DecodeTree::shorten(std::uint32_t index, std::uint64_t size)
{
    Node &node = m_nodes[index];
    size = std::min(size, node.range.size());
    node.range.to = node.range.from + size;
    m_places[index].size = size;
}

std::string_view DecodeTree::name(std::uint32_t index) const
{
    const auto it = m_names.find(index);
    return it == m_names.end() ? std::string_view() : std::string_view(it->second);
}

std::vector<std::string> DecodeTree::path(std::uint32_t index) const
{
    std::vector<std::string> names;
    for (; index != 0; index = m_nodes[index].parent) {
        const Node &node = m_nodes[index];
        if (!node.key.empty() || node.step.empty())
            names.push_back(node.key);
        if (!node.step.empty())
            names.push_back(node.step);
    }
    std::reverse(names.begin(), names.end());
    return names;
}

base::ByteRange DecodeTree::onTheWire(std::uint32_t index, base::ByteRange part) const
{
    const std::size_t size = content(index).size();
    part.to = std::min<std::uint64_t>(part.to, size);
    part.from = std::min<std::uint64_t>(part.from, part.to);
    for (; index != 0; index = m_nodes[index].parent) {
        const Node &node = m_nodes[index];
        if (!node.linear) {
            const base::ByteView source = content(node.parent).subspan(node.range.from, node.range.size());
            part = sourceOf(node, base::asText(source), part);
        }
        part.from += node.range.from;
        part.to += node.range.from;
    }
    return part;
}

bool DecodeTree::isValue(std::uint32_t index) const
{
    const std::vector<std::uint32_t> &children = m_nodes[index].children;
    return std::all_of(children.begin(), children.end(),
        [this](std::uint32_t child) { return m_nodes[child].step == "query" || m_nodes[child].step == "fragment"; });
}

} // namespace telltale::decode
