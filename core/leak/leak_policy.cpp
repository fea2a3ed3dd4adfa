// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_policy.h"

#include "leak/request_url.h"
#include "rules/registrable_domain.h"

namespace telltale::leak {

namespace {

bool isReferer(std::string_view location)
{
    return rules::lowerKey(location) == "header:referer";
}

bool meant(const rules::RuleSet &rules, const SecretSource &source, const std::string &recipient)
{
    if (rules::sameSite(source.host, recipient))
        return true;
    return !source.engine.empty() && rules.engineOwns(source.engine, recipient);
}

/// A page of a search engine that speaks to its own site.
bool staysAtEngine(const rules::RuleSet &rules, const RequestRecord &record)
{
    if (record.sender.by != session::SentBy::page || rules.enginesAt(record.host).empty())
        return false;
    return rules::sameSite(splitUrl(record.sender.origin).host, record.host);
}

LeakVerdict judgeDeclared(const rules::RuleSet &rules, const Secret &secret, const RequestRecord &record)
{
    if (record.search || staysAtEngine(rules, record))
        return {};
    if (secret.form != SecretForm::phrase) {
        const std::string_view host = std::string_view(secret.folded).substr(0, secret.folded.find_first_of("/?:"));
        if (rules::sameSite(host, record.host))
            return {};
    }
    return {true, nullptr};
}

} // namespace

LeakVerdict judge(const rules::RuleSet &rules, const Secret &secret, const std::vector<SecretSource> &sources,
    const RequestRecord &record)
{
    if (secret.kind == session::LeakKind::declared)
        return judgeDeclared(rules, secret, record);
    if (secret.kind == session::LeakKind::searchQuery) {
        if (record.search && !record.search->typed)
            return {};
        if (staysAtEngine(rules, record))
            return {};
    }
    LeakVerdict verdict;
    for (const SecretSource &source : sources) {
        if (meant(rules, source, record.host) || (source.typed && record.search))
            continue;
        if (!verdict.leak || source < *verdict.source)
            verdict = {true, &source};
    }
    return verdict;
}

bool countsIn(const Secret &secret, const RequestRecord &record, const ValueRecord &value)
{
    const std::string &location = record.locations[value.location].name;
    if (secret.kind == session::LeakKind::declared)
        return rules::lowerKey(location) != "header:host";
    if (value.browserHeader)
        return false;
    if (secret.form == SecretForm::root)
        return !isReferer(location);
    return !(secret.oneWord && value.deviceField);
}

std::string labelFor(const Secret &secret, const SecretSource *source, const std::string &location)
{
    std::string label;
    if (secret.kind == session::LeakKind::searchQuery)
        label = (source != nullptr && source->typed ? "text typed for " : "search at ")
            + (source != nullptr ? source->engine : std::string("a search engine"));
    else if (secret.kind == session::LeakKind::visitedUrl)
        label = "address visited";
    else if (secret.kind == session::LeakKind::identifier)
        label = (source != nullptr ? source->identifier : std::string("identifier")) + ", seen in private browsing";
    else
        label = "declared " + std::string(titleOf(secret.what));
    if (isReferer(location))
        label += ", in the Referer header";
    return label;
}

} // namespace telltale::leak
