// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_types.h"

#include <string>
#include <vector>

namespace telltale::attribution {

/// Packages that the payload (body and URL) names under the rules' keys, in the order of those keys.
/// A key that names several packages in one request lists apps instead of naming the sender, and
/// counts for nothing.
std::vector<std::string> packagesInPayload(const rules::AppRules &rules, const decode::OutgoingMessage &message);

} // namespace telltale::attribution
