// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/request_record.h"
#include "leak/secret_set.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <optional>
#include <string>
#include <vector>

namespace telltale::leak {

/// Where a harvested secret was seen when it went to whom it was meant for.
struct SecretSource {
    std::string engine; ///< the search engine; empty for visited addresses
    std::string host; ///< the host that received the search, or of the page
    session::ExchangeId exchange;
    base::Timestamp time;
    bool typed = false; ///< it was typed into a search box, and not searched for
    std::string identifier = {}; ///< the kind of identifier, of those seen in private browsing
    std::string recipient = {}; ///< of those: who got it, see recipientName()

    friend bool operator<(const SecretSource &a, const SecretSource &b)
    {
        return a.time != b.time ? a.time < b.time : a.exchange < b.exchange;
    }
};

/// Why a request that carries a secret leaks it: the earliest source that did not mean the recipient.
struct LeakVerdict {
    bool leak = false;
    const SecretSource *source = nullptr; ///< null for declared secrets
};

/// Decides whether sending @p secret in this request is a leak. The answer only ever changes from no
/// to yes as sources are added, so that it does not depend on the order of requests:
/// - a search engine may know what it was asked, a site may know its own addresses;
/// - a request that itself is a search is what the user wanted;
/// - what a page of a search engine tells the engine's own site stays there;
/// - who only typed it wanted suggestions, from whatever engine gave them.
LeakVerdict judge(const rules::RuleSet &rules, const Secret &secret, const std::vector<SecretSource> &sources,
    const RequestRecord &record);

/// True where this secret counts in this value at all: headers browsers fill in by themselves and
/// fields that describe the device hold no query, a Referer no front page.
bool countsIn(const Secret &secret, const RequestRecord &record, const ValueRecord &value);

/// "search at Google", "address visited, in the Referer header".
std::string labelFor(const Secret &secret, const SecretSource *source, const std::string &location);

} // namespace telltale::leak
