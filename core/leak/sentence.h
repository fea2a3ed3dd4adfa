// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_set.h"
#include "session/values.h"

#include <string>
#include <vector>

namespace telltale::leak {

struct SentencePart {
    std::string text;
    bool emphasis = false; ///< the names and values the sentence is about
    friend bool operator==(const SentencePart &, const SentencePart &) = default;
};

/// What happened, as one sentence for people who did not see the traffic:
/// "Mi Browser sent your private search “purple otter 4821” to sa.api.intl.miui.com (Xiaomi, China; server in
/// Singapore)."
/// "The page news.example.org, open in Mi Browser, sent …" where a page's scripts did it.
/// Countries are named as rules/organisations.toml has them.
std::vector<SentencePart> leakSentence(const session::Leak &leak, const rules::RuleSet &rules);

/// The parts joined.
std::string plainText(const std::vector<SentencePart> &sentence);

} // namespace telltale::leak
