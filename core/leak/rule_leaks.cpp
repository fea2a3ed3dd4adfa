// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/rule_leaks.h"

#include "leak/request_url.h"
#include "leak/search_engines.h"
#include "rules/registrable_domain.h"

namespace telltale::leak {

namespace {

bool isHttpAddress(const UrlParts &url)
{
    const std::string scheme = rules::lowerKey(url.scheme);
    return !url.host.empty() && (scheme == "http" || scheme == "https");
}

} // namespace

std::optional<session::LeakKind> leakKindOf(session::DataKind kind)
{
    switch (kind) {
    case session::DataKind::searchQuery:
        return session::LeakKind::searchQuery;
    case session::DataKind::visitedUrl:
        return session::LeakKind::visitedUrl;
    case session::DataKind::location:
        return session::LeakKind::location;
    case session::DataKind::account:
        return session::LeakKind::account;
    case session::DataKind::contact:
        return session::LeakKind::contact;
    case session::DataKind::installedApps:
        return session::LeakKind::installedApps;
    case session::DataKind::credential:
        return session::LeakKind::credential;
    case session::DataKind::identifier:
    case session::DataKind::interaction:
    case session::DataKind::device:
    case session::DataKind::content:
    case session::DataKind::time:
        break;
    }
    return std::nullopt;
}

RuleLeaks::EngineSites RuleLeaks::engineSites(const rules::RuleSet &rules)
{
    EngineSites sites;
    constexpr std::string_view anyTld = ".{tld}";
    for (const rules::SearchEngineRule &engine : rules.engines()) {
        for (std::string_view host : engine.hosts) {
            if (host.starts_with("*."))
                host.remove_prefix(2);
            if (!host.ends_with(anyTld)) {
                const std::string domain = rules::registrableDomain(host);
                sites.domains.insert(domain.empty() ? std::string(host) : domain);
                continue;
            }
            host.remove_suffix(anyTld.size());
            sites.labels.emplace(host.substr(host.rfind('.') + 1)); // all of it where there is no dot
        }
    }
    return sites;
}

bool RuleLeaks::isEngineSite(std::string_view host) const
{
    if (!m_engines)
        m_engines = engineSites(m_rules);
    const std::string domain = rules::registrableDomain(host);
    if (domain.empty())
        return m_engines->domains.contains(rules::canonicalHost(host));
    return m_engines->domains.contains(domain) || m_engines->labels.contains(domain.substr(0, domain.find('.')));
}

std::optional<RuleLeak> RuleLeaks::searchLeak(const RequestRecord &record, const std::string &words) const
{
    if (record.search || isEngineSite(record.host))
        return std::nullopt;
    return RuleLeak{session::LeakKind::searchQuery, words};
}

std::optional<RuleLeak> RuleLeaks::addressLeak(const RequestRecord &record, const std::string &address) const
{
    const UrlParts url = splitUrl(address);
    if (!isHttpAddress(url) || rules::sameSite(url.host, record.host))
        return std::nullopt;
    session::Exchange visit;
    visit.method = "GET";
    visit.url = address;
    if (const auto search = recogniseSearch(m_rules, {&visit, {}, {}}))
        return searchLeak(record, search->query);
    const bool frontPage = url.query.empty() && (url.path.empty() || url.path == "/");
    if (frontPage && isEngineSite(url.host))
        return std::nullopt;
    return RuleLeak{session::LeakKind::visitedUrl, address};
}

std::optional<RuleLeak> RuleLeaks::leakOf(const RequestRecord &record, const session::SentData &data) const
{
    const auto kind = leakKindOf(data.kind);
    if (!kind || data.value.size() < 2)
        return std::nullopt;
    if (*kind == session::LeakKind::searchQuery)
        return searchLeak(record, data.value);
    if (*kind == session::LeakKind::visitedUrl)
        return addressLeak(record, data.value);
    return RuleLeak{*kind, data.value};
}

const ValueRecord *valueOf(const RequestRecord &record, const session::SentData &data)
{
    for (const ValueRecord &value : record.values) {
        if (value.depth == data.path.size() && record.locations[value.location].name == data.location
            && record.pathOf(value) == data.path)
            return &value;
    }
    return nullptr;
}

} // namespace telltale::leak
