// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_set.h"

#include "rules/compiled_rules.h"
#include "rules/path_glob.h"
#include "rules/rule_files.h"
#include "rules/toml_document.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace telltale::rules {

namespace {

constexpr const char *listedEngines = "search_engines_matomo.toml";

template <typename Rule>
std::vector<const Rule *> rulesOf(const std::vector<Rule> &rules, const std::vector<std::uint32_t> &indices)
{
    std::vector<const Rule *> found;
    for (const std::uint32_t index : indices)
        found.push_back(&rules[index]);
    return found;
}

template <typename Rule, typename Index>
std::vector<const Rule *> rulesOfKey(const std::vector<Rule> &rules, const Index &index, std::string_view key)
{
    const auto it = index.find(lowerKey(key));
    return it == index.end() ? std::vector<const Rule *>{} : rulesOf(rules, it->second);
}

/// Reads one file of the folder with its function, unless it is one of our own and was read when this was built.
template <typename Read>
auto load(const std::string &folder, const char *name, Read read) -> decltype(read({}, {}))
{
    const std::string path = folder + "/" + name;
    const auto text = readRuleFile(path);
    if (!text)
        return text.error();
    using Rules = std::remove_cvref_t<decltype(read({}, {}).value())>;
    if (auto compiled = CompiledRules::builtIn().find<Rules>(text.value()))
        return std::move(*compiled);
    return read(text.value(), path);
}

} // namespace

std::string lowerKey(std::string_view key)
{
    std::string lower(key);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

RuleSet::RuleSet(SearchRules search, AppRules apps, std::vector<IdentifierRule> identifiers,
    OrganisationRules organisations, IncognitoRules incognito)
    : m_search(std::move(search))
    , m_apps(std::move(apps))
    , m_identifiers(std::move(identifiers))
    , m_organisations(std::move(organisations))
    , m_incognito(std::move(incognito))
{
    for (std::uint32_t i = 0; i < m_search.ways.size(); ++i) {
        for (const std::string &host : m_search.ways[i].hosts)
            m_engineHosts.add(host, i);
    }
    for (std::uint32_t i = 0; i < m_apps.apps.size(); ++i) {
        for (const std::string &host : m_apps.apps[i].hosts)
            m_appHosts.add(host, i);
        m_packages.emplace(m_apps.apps[i].package, i);
    }
    for (std::uint32_t i = 0; i < m_identifiers.size(); ++i) {
        for (const std::string &key : m_identifiers[i].keys)
            m_identifierKeys[lowerKey(key)].push_back(i);
        if (m_identifiers[i].account)
            m_accountKinds.insert(m_identifiers[i].kind);
    }
    for (std::uint32_t i = 0; i < m_organisations.organisations.size(); ++i) {
        for (const auto &[pattern, purpose] : m_organisations.organisations[i].hosts) {
            m_organisationTable.add(pattern, static_cast<std::uint32_t>(m_organisationHosts.size()));
            m_organisationHosts.emplace_back(i, purpose);
        }
    }
    for (const std::string &key : m_search.deviceKeys)
        m_deviceKeys.insert(lowerKey(key));
    for (std::uint32_t i = 0; i < m_incognito.flags.size(); ++i)
        m_incognitoKeys[lowerKey(m_incognito.flags[i].key)].push_back(i);
}

std::vector<const SearchEngineRule *> RuleSet::enginesAt(std::string_view host) const
{
    std::vector<const SearchEngineRule *> rules = rulesOf(m_search.ways, m_engineHosts.find(host));
    std::stable_partition(rules.begin(), rules.end(), [](const SearchEngineRule *rule) { return !rule->listed; });
    return rules;
}

bool RuleSet::engineOwns(std::string_view engine, std::string_view host) const
{
    const auto rules = enginesAt(host);
    return std::any_of(rules.begin(), rules.end(), [&](const auto *rule) { return rule->engine == engine; });
}

bool RuleSet::describesDevice(std::string_view key) const
{
    return m_deviceKeys.contains(lowerKey(key));
}

const AppRule *RuleSet::appOfPackage(std::string_view package) const
{
    const auto it = package.empty() ? m_packages.end() : m_packages.find(std::string(package));
    return it == m_packages.end() ? nullptr : &m_apps.apps[it->second];
}

const AppRule *RuleSet::appAtHost(std::string_view host) const
{
    const auto found = m_appHosts.find(host);
    return found.empty() ? nullptr : &m_apps.apps[found.front()];
}

bool RuleSet::isAccountKind(std::string_view kind) const
{
    return m_accountKinds.contains(std::string(kind));
}

std::vector<const IdentifierRule *> RuleSet::identifiersOf(std::string_view key) const
{
    return rulesOfKey(m_identifiers, m_identifierKeys, key);
}

RuleSet::OrganisationMatch RuleSet::organisationAt(std::string_view host) const
{
    const auto found = m_organisationTable.find(host);
    if (found.empty())
        return {};
    const auto &[organisation, purpose] = m_organisationHosts[found.front()];
    return {&m_organisations.organisations[organisation], purpose};
}

std::string RuleSet::countryName(std::string_view code) const
{
    for (const auto &[known, name] : m_organisations.countries) {
        if (known == code)
            return name;
    }
    return std::string(code);
}

std::vector<const IncognitoRule *> RuleSet::incognitoOf(std::string_view key) const
{
    return rulesOfKey(m_incognito.flags, m_incognitoKeys, key);
}

bool RuleSet::isPrivateWindow(
    std::string_view package, std::string_view activity, std::string_view title, bool secure) const
{
    return std::any_of(m_incognito.windows.begin(), m_incognito.windows.end(), [&](const PrivateWindowRule &rule) {
        return rule.package == package && (secure || !rule.secure)
            && (rule.activity.empty() || matchesGlob(rule.activity, activity))
            && (rule.title.empty() || matchesGlob(rule.title, title));
    });
}

base::Result<std::shared_ptr<const RuleSet>> loadRules(const std::string &folder)
{
    auto engines = load(folder, "search_engines.toml", readSearchEngineRules);
    if (!engines)
        return engines.error();
    if (std::error_code failed; std::filesystem::exists(folder + "/" + listedEngines, failed)) {
        auto listed = load(folder, listedEngines, readSearchEngineRules);
        if (!listed)
            return listed.error();
        for (SearchEngineRule &way : listed.value().ways) {
            way.listed = true;
            engines.value().ways.push_back(std::move(way));
        }
    }
    auto apps = load(folder, "apps.toml", readAppRules);
    if (!apps)
        return apps.error();
    auto identifiers = load(folder, "identifiers.toml", readIdentifierRules);
    if (!identifiers)
        return identifiers.error();
    auto organisations = load(folder, "organisations.toml", readOrganisationRules);
    if (!organisations)
        return organisations.error();
    auto incognito = load(folder, "incognito.toml", readIncognitoRules);
    if (!incognito)
        return incognito.error();
    return std::shared_ptr<const RuleSet>(std::make_shared<RuleSet>(std::move(engines.value()), std::move(apps.value()),
        std::move(identifiers.value()), std::move(organisations.value()), std::move(incognito.value())));
}

} // namespace telltale::rules
