// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/node_names.h"

#include "trackers/place_walk.h"

#include <set>
#include <utility>

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

/// The rule the exchange was found to be for; null where there is none any more.
const rules::TrackerEndpoint *endpointOf(const rules::TrackerTable &table, const decode::OutgoingMessage &message)
{
    const auto &match = message.exchange->tracker;
    return match ? table.find(match->service, match->endpoint).endpoint : nullptr;
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
    if (const rules::TrackerEndpoint *endpoint = endpointOf(table, message))
        nameNodes(*endpoint, message);
}

std::vector<KnownNode> knownNodes(const rules::TrackerTable &table, const decode::OutgoingMessage &message)
{
    std::vector<KnownNode> known;
    const rules::TrackerEndpoint *endpoint = endpointOf(table, message);
    if (endpoint == nullptr)
        return known;
    std::set<std::pair<std::size_t, std::uint32_t>> seen;
    for (const rules::TrackerValue &value : endpoint->values) {
        for (const FoundNode &found : findPlace(message, value.at, mostNames)) {
            const auto tree = static_cast<std::size_t>(found.located - message.trees.data());
            const bool whole = found.part.size() == found.located->tree.content(found.value).size();
            if (known.size() < mostNames && found.selected != 0 && whole && seen.emplace(tree, found.selected).second)
                known.push_back({tree, found.selected, value.name, value.why});
        }
    }
    return known;
}

} // namespace telltale::trackers
