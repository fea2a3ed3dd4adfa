// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_set.h"

#include <optional>
#include <string>

namespace telltale::leak {

struct RecognisedSearch {
    std::string engine;
    std::string query; ///< UTF-8, without surrounding white space, not empty
    bool typed = false; ///< a request for suggestions: what was typed so far
};

/// Tells whether a request takes a query to a search engine. The query is looked for in the URL, and
/// in the form of a POST.
std::optional<RecognisedSearch> recogniseSearch(const rules::RuleSet &rules, const decode::OutgoingMessage &message);

} // namespace telltale::leak
