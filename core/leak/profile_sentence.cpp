// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/profile_sentence.h"

#include <algorithm>

namespace telltale::leak {

namespace {

using Fact = session::Profile::Fact;

std::size_t different(const std::vector<Fact> &facts, bool privateOnly)
{
    std::vector<std::string> values;
    for (const Fact &fact : facts) {
        if (!privateOnly || fact.incognito)
            values.push_back(fact.value);
    }
    std::sort(values.begin(), values.end());
    return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

std::string counted(std::size_t count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

bool shares(const Fact &a, const Fact &b)
{
    return std::any_of(a.identifiers.begin(), a.identifiers.end(), [&](const session::SentIdentifier &identifier) {
        return identifier.value != a.value
            && std::find(b.identifiers.begin(), b.identifiers.end(), identifier) != b.identifiers.end();
    });
}

bool wentWithPrivate(const session::Profile &profile, const Fact &account)
{
    const auto priv = [&](const Fact &fact) { return fact.incognito && shares(account, fact); };
    return std::any_of(profile.searches.begin(), profile.searches.end(), priv)
        || std::any_of(profile.urls.begin(), profile.urls.end(), priv);
}

/// The identifier that stands for all: the one that went with most of what was joined.
const session::SentIdentifier &nameOf(const session::Profile &profile)
{
    const auto carried = [&](const session::SentIdentifier &identifier) {
        std::size_t count = 0;
        for (const auto *facts : {&profile.searches, &profile.urls}) {
            count += static_cast<std::size_t>(std::count_if(facts->begin(), facts->end(), [&](const Fact &fact) {
                return std::find(fact.identifiers.begin(), fact.identifiers.end(), identifier)
                    != fact.identifiers.end();
            }));
        }
        return count;
    };
    const session::SentIdentifier *best = &profile.identifiers.front();
    std::size_t most = carried(*best);
    for (const session::SentIdentifier &identifier : profile.identifiers) {
        if (const std::size_t count = carried(identifier); count > most) {
            best = &identifier;
            most = count;
        }
    }
    return *best;
}

std::string kindOfAccount(const session::Profile &profile, const Fact &account)
{
    for (const session::SentIdentifier &identifier : profile.identifiers) {
        if (identifier.value == account.value)
            return identifier.kind;
    }
    return "account";
}

} // namespace

const session::Profile::Fact *bridgeOf(const session::Profile &profile)
{
    const Fact *found = nullptr;
    for (const Fact &account : profile.accounts) {
        if (account.identifiers.size() < 2)
            continue; // it came alone: it names nothing but itself
        if (found == nullptr)
            found = &account;
        if (wentWithPrivate(profile, account))
            return &account;
    }
    return found;
}

std::vector<SentencePart> profileSentence(const session::Profile &profile)
{
    const std::size_t searches = different(profile.searches, false);
    const std::size_t urls = different(profile.urls, false);
    if ((searches == 0 && urls == 0) || profile.identifiers.empty())
        return {};
    std::vector<SentencePart> parts;
    parts.push_back({profile.recipient, true});
    std::string what = searches > 0 ? counted(searches, "search", "searches") : std::string();
    if (urls > 0)
        what += (what.empty() ? "" : " and ") + counted(urls, "address", "addresses");
    parts.push_back({" can join " + what, false});
    const std::size_t inPrivate = different(profile.searches, true) + different(profile.urls, true);
    if (inPrivate == searches + urls)
        parts.push_back({" from private browsing", false});
    else if (inPrivate > 0)
        parts.push_back({", " + std::to_string(inPrivate) + " of them from private browsing,", false});
    const session::SentIdentifier &name = nameOf(profile);
    parts.push_back({" under " + name.kind + " ", false});
    parts.push_back({"“" + name.value + "”", true});
    parts.push_back({".", false});
    if (const Fact *bridge = bridgeOf(profile); bridge != nullptr) {
        parts.push_back({" An ID of these was also sent with the " + kindOfAccount(profile, *bridge) + " ", false});
        parts.push_back({"“" + bridge->value + "”", true});
        parts.push_back({" at " + base::formatRfc3339(bridge->time).substr(11, 8) + " UTC.", false});
    }
    return parts;
}

} // namespace telltale::leak
