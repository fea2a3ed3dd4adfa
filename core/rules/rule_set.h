// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/host_table.h"
#include "rules/rule_types.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace telltale::rules {

/// All rules, ready for look-up. Immutable once made, so any number of threads may share one.
class RuleSet {
public:
    RuleSet(SearchRules search, AppRules apps, std::vector<IdentifierRule> identifiers, OrganisationRules organisations,
        IncognitoRules incognito);
    RuleSet(const RuleSet &) = delete;
    RuleSet &operator=(const RuleSet &) = delete;

    /// Rules of engines that receive searches at this host, most specific host pattern first; our own rules
    /// before those of a list of others.
    [[nodiscard]] std::vector<const SearchEngineRule *> enginesAt(std::string_view host) const;
    /// True where a rule of the engine of that name has this host.
    [[nodiscard]] bool engineOwns(std::string_view engine, std::string_view host) const;

    /// True for a payload field that describes the device or the app: "os", "model", "browser".
    [[nodiscard]] bool describesDevice(std::string_view key) const;

    [[nodiscard]] const AppRules &apps() const { return m_apps; }
    /// The app that has this package; null for unknown packages.
    [[nodiscard]] const AppRule *appOfPackage(std::string_view package) const;
    /// The app that usually is the only one to speak to this host; null for unknown ones.
    [[nodiscard]] const AppRule *appAtHost(std::string_view host) const;

    /// Rules for a field of this name.
    [[nodiscard]] std::vector<const IdentifierRule *> identifiersOf(std::string_view key) const;

    /// True for a kind that leads to a person: an account, an e-mail address, a telephone number.
    [[nodiscard]] bool isAccountKind(std::string_view kind) const;

    struct OrganisationMatch {
        const OrganisationRule *organisation = nullptr; ///< null where no rule knows the host
        std::string purpose;
    };
    [[nodiscard]] OrganisationMatch organisationAt(std::string_view host) const;
    /// English name of a country of the rules; the code itself for others.
    [[nodiscard]] std::string countryName(std::string_view code) const;

    /// Rules for private-mode fields of this name.
    [[nodiscard]] std::vector<const IncognitoRule *> incognitoOf(std::string_view key) const;

    /// True where a window of this app, class and title shows private browsing.
    [[nodiscard]] bool isPrivateWindow(
        std::string_view package, std::string_view activity, std::string_view title, bool secure) const;

    [[nodiscard]] const std::vector<SearchEngineRule> &engines() const { return m_search.ways; }
    [[nodiscard]] const std::vector<OrganisationRule> &organisations() const { return m_organisations.organisations; }

private:
    using ByKey = std::unordered_map<std::string, std::vector<std::uint32_t>>;

    SearchRules m_search;
    AppRules m_apps;
    std::vector<IdentifierRule> m_identifiers;
    OrganisationRules m_organisations;
    IncognitoRules m_incognito;
    std::vector<std::pair<std::uint32_t, std::string>> m_organisationHosts; // organisation, purpose
    HostTable m_engineHosts;
    HostTable m_appHosts;
    HostTable m_organisationTable; // values index m_organisationHosts
    std::unordered_map<std::string, std::uint32_t> m_packages;
    ByKey m_identifierKeys; // lower-case keys
    ByKey m_incognitoKeys;
    std::unordered_set<std::string> m_accountKinds;
    std::unordered_set<std::string> m_deviceKeys;
};

/// Reads search_engines.toml, apps.toml, identifiers.toml, organisations.toml and incognito.toml of
/// @p folder, and search_engines_matomo.toml where it is there. All must be right; the first problem is the error.
base::Result<std::shared_ptr<const RuleSet>> loadRules(const std::string &folder);

/// Lower-case ASCII; keys of payloads are compared so.
std::string lowerKey(std::string_view key);

} // namespace telltale::rules
