// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/node_names.h"

#include "trackers/place_walk.h"

namespace telltale::trackers {

namespace {

constexpr std::size_t mostNames = 10'000;

decode::DecodeTree *treeOf(decode::OutgoingMessage &message, const FoundNode &found)
{
    for (decode::LocatedTree &located : message.trees) {
        if (&located == found.located)
            return &located.tree;
    }
    return nullptr;
}

/// The innermost content a body was opened to by steps alone.
std::uint32_t contentOf(const decode::DecodeTree &tree)
{
    std::uint32_t node = 0;
    while (tree.node(node).children.size() == 1 && tree.node(tree.node(node).children[0]).key.empty())
        node = tree.node(node).children[0];
    return node;
}

} // namespace

void nameNodes(const rules::TrackerEndpoint &endpoint, decode::OutgoingMessage &message)
{
    for (const rules::TrackerField &field : endpoint.fields) {
        for (const FoundNode &found : findPlace(message, field.at, mostNames)) {
            if (decode::DecodeTree *tree = treeOf(message, found); tree != nullptr && found.selected != 0)
                tree->setName(found.selected, field.name);
        }
    }
    if (endpoint.readable != rules::RuleReadable::no)
        return;
    for (decode::LocatedTree &located : message.trees) {
        if (located.location != "body")
            continue;
        const std::uint32_t content = contentOf(located.tree);
        decode::Node &node = located.tree.edit(content);
        if (node.leaf && node.verdict != decode::Verdict::limit && node.verdict != decode::Verdict::damaged) {
            node.verdict = decode::Verdict::encrypted;
            node.reason = endpoint.reason;
        }
    }
}

void nameNodes(const rules::TrackerTable &table, decode::OutgoingMessage &message)
{
    const auto &match = message.exchange->tracker;
    const rules::TrackerRule rule = match ? table.find(match->service, match->endpoint) : rules::TrackerRule{};
    if (rule.endpoint != nullptr)
        nameNodes(*rule.endpoint, message);
}

} // namespace telltale::trackers
