// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/country_source.h"
#include "net/address.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace telltale::attribution {

/// Tells who stands behind a host, and in which country its server. One thread only: it remembers what it was asked
/// for.
class RecipientDirectory {
public:
    /// @param countries  null where no server's country is known
    explicit RecipientDirectory(
        std::shared_ptr<const rules::RuleSet> rules, std::shared_ptr<const CountrySource> countries = nullptr)
        : m_rules(std::move(rules))
        , m_countries(std::move(countries))
    {
    }

    /// Registrable domain by the public suffix list; organisation, its country and the host's purpose where a rule
    /// knows the host (source "rule"), else empty. A port in @p host is left out. The server's country is that of
    /// @p server, the address that was spoken to; empty for private ones.
    session::Recipient recipientOf(std::string_view host, const net::IpAddress &server = {});

private:
    const session::Recipient &named(const std::string &name);
    const std::string &countryOf(const net::IpAddress &server);

    std::shared_ptr<const rules::RuleSet> m_rules;
    std::shared_ptr<const CountrySource> m_countries;
    std::unordered_map<std::string, session::Recipient> m_known; // bounded
    std::map<net::IpAddress, std::string> m_places; // bounded
};

} // namespace telltale::attribution
