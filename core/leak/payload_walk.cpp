// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/payload_walk.h"

namespace telltale::leak {

std::string_view keyOf(const decode::DecodeTree &tree, std::uint32_t node)
{
    for (; node != 0; node = tree.node(node).parent) {
        const std::string &key = tree.node(node).key;
        if (!key.empty() && key.front() != '[')
            return key;
    }
    return {};
}

std::vector<std::uint32_t> eventNodes(const decode::DecodeTree &tree)
{
    // A parent's number is always smaller than its children's, so one pass in order is enough.
    std::vector<std::uint32_t> events(tree.nodes().size(), 0);
    for (std::uint32_t i = 1; i < events.size(); ++i) {
        const decode::Node &node = tree.node(i);
        const bool event = !node.leaf && (node.key.starts_with('[') || node.step == "json");
        events[i] = event ? i : events[node.parent];
    }
    return events;
}

} // namespace telltale::leak
