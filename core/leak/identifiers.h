// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <string_view>
#include <vector>

namespace telltale::leak {

/// True where a value has the shape the rule asks for, and is no placeholder ("null", all zeros).
bool fitsShape(const rules::IdentifierRule &rule, std::string_view value);

/// The identifiers a request carries in its URL, cookies, headers and body, each once, ordered by kind
/// and value; at most 64.
std::vector<session::SentIdentifier> sentIdentifiers(
    const rules::RuleSet &rules, const decode::OutgoingMessage &message);

} // namespace telltale::leak
