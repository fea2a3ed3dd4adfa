// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_set.h"

#include <string_view>
#include <vector>

namespace telltale::leak {

/// True for a text that looks drawn at random for one phone or person: 16 to 128 characters without
/// white space, letters and digits mixed, many different ones. Words, numbers, version numbers, file
/// names and times are none. It may still be a constant of an app: only seeing it on two phones tells.
bool isTokenLike(std::string_view text);

/// Values of a request that look like identifiers though no rule names their field, each once, ordered;
/// `kind` is the field's name ("cookie:NAME" in a cookie). At most 64. Fields that rules call constants
/// of an app (API keys, versions, signatures) are left out, and so is what @p known holds already.
std::vector<session::SentIdentifier> sentTokens(const rules::RuleSet &rules, const decode::OutgoingMessage &message,
    const std::vector<session::SentIdentifier> &known);

} // namespace telltale::leak
