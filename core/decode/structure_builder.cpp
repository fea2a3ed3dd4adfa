// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_builder.h"

#include "decode/content_shape.h"
#include "decode/tree_growth.h"

namespace telltale::decode {

StructureBuilder::StructureBuilder(DecodeTree &tree, std::uint32_t structure, const base::Limits &limits)
    : m_tree(tree)
    , m_structure(structure)
    , m_limits(limits)
    , m_open{{structure, 0}}
{
}

Node StructureBuilder::member(const MemberKey &key, base::ByteRange range) const
{
    const Container &parent = m_open.back();
    Node node;
    node.parent = parent.node;
    node.key = key.text();
    node.range = {range.from - parent.from, range.to - parent.from};
    return node;
}

bool StructureBuilder::begin(const MemberKey &key, std::size_t from)
{
    if (!mayGrow(m_tree, m_structure, m_limits))
        return false;
    // Reaches to the end of its parent until its own end is seen.
    const Container parent = m_open.back();
    Node node = member(key, {from, parent.from + m_tree.content(parent.node).size()});
    node.linear = true;
    m_open.push_back({m_tree.add(std::move(node)), from});
    return true;
}

bool StructureBuilder::end(std::size_t to)
{
    const Container closed = m_open.back();
    m_open.pop_back();
    m_tree.shorten(closed.node, to - closed.from);
    return true;
}

bool StructureBuilder::octets(const MemberKey &key, base::ByteRange range)
{
    if (!mayGrow(m_tree, m_structure, m_limits))
        return false;
    Node node = member(key, range);
    node.linear = true;
    const std::uint32_t added = m_tree.add(std::move(node));
    if (!isPlainValue(base::asText(m_tree.content(added))))
        m_worthOpening.push_back(added);
    return true;
}

bool StructureBuilder::scalar(const MemberKey &key, base::ByteRange range, const Scalar &value)
{
    const std::string text = value.text();
    if (!mayGrow(m_tree, m_structure, m_limits) || !mayHold(m_tree, m_structure, text.size(), m_limits))
        return false;
    Node node = member(key, range);
    node.mapping = Mapping::whole;
    node.own = base::toBuffer(base::asBytes(text));
    m_tree.add(std::move(node));
    return true;
}

} // namespace telltale::decode
