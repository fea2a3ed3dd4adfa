// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace telltale::profile {

/// A box of the graph.
struct GraphNode {
    enum class Kind { app, identifier, account, search, address, more };
    Kind kind = Kind::app;
    QString text;
    QString tip; ///< the whole of it, where the text may be cut
    bool incognito = false;
    std::optional<session::ExchangeId> exchange; ///< what shows it; none for apps and identifiers
};

/// A line between boxes, by their numbers in their columns: from the left column to the next one.
struct GraphEdge {
    std::size_t from = 0;
    std::size_t to = 0;
    bool incognito = false;
    friend auto operator<=>(const GraphEdge &, const GraphEdge &) = default;
};

/// What joins what: apps on the left, identifiers in the middle, on the right what they lead to.
struct Graph {
    std::vector<GraphNode> apps;
    std::vector<GraphNode> identifiers;
    std::vector<GraphNode> facts; ///< accounts first: they give the rest a name
    std::vector<GraphEdge> fromApps;
    std::vector<GraphEdge> toFacts;
};

/// The graph of a profile, each text once. At most @p most boxes in a column; a box "5 more" stands
/// for the rest.
[[nodiscard]] Graph graphOf(const session::Profile &profile, std::size_t most);

} // namespace telltale::profile
