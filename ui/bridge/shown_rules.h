// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_set.h"
#include "session/values.h"

#include <QString>

#include <string>

namespace telltale::bridge {

/// The rules the window names things by, read once; null where they cannot be read, which the analysis has told by
/// then.
[[nodiscard]] const rules::RuleSet *shownRules();

/// "China" for "CN"; the code itself where no rule names it.
[[nodiscard]] QString countryName(const std::string &code);

/// Who the recipient is: "Xiaomi (China)"; empty where nobody knows.
[[nodiscard]] QString organisationText(const session::Recipient &recipient);

/// Where its server stands and who says so: "Singapore, by geo-whois-asn-country 2026-06-17"; empty where unknown.
[[nodiscard]] QString serverText(const session::Recipient &recipient);

} // namespace telltale::bridge
