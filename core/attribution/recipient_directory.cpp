// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/recipient_directory.h"

#include "rules/registrable_domain.h"

namespace telltale::attribution {

namespace {

constexpr std::size_t mostKnown = 65536;

/// RFC 3986 § 3.2.2: brackets around IPv6; a single colon begins the port.
std::string_view withoutPort(std::string_view host)
{
    if (host.starts_with('[')) {
        const std::size_t close = host.find(']');
        return close == std::string_view::npos ? host : host.substr(1, close - 1);
    }
    const std::size_t colon = host.find(':');
    return colon != std::string_view::npos && host.find(':', colon + 1) == std::string_view::npos
        ? host.substr(0, colon)
        : host;
}

} // namespace

session::Recipient RecipientDirectory::recipientOf(std::string_view host, const net::IpAddress &server)
{
    session::Recipient recipient = named(rules::canonicalHost(withoutPort(host)));
    if (m_countries) {
        recipient.serverCountry = countryOf(server);
        if (!recipient.serverCountry.empty())
            recipient.serverSource = m_countries->name();
    }
    return recipient;
}

const session::Recipient &RecipientDirectory::named(const std::string &name)
{
    if (const auto it = m_known.find(name); it != m_known.end())
        return it->second;
    if (m_known.size() >= mostKnown)
        m_known.clear();
    session::Recipient recipient;
    recipient.host = name;
    recipient.domain = rules::registrableDomain(name);
    const auto match = m_rules->organisationAt(name);
    if (match.organisation != nullptr) {
        recipient.organisation = match.organisation->name;
        recipient.country = match.organisation->country;
        recipient.purpose = match.purpose;
        recipient.source = "rule";
    }
    return m_known.emplace(name, std::move(recipient)).first->second;
}

const std::string &RecipientDirectory::countryOf(const net::IpAddress &server)
{
    if (const auto it = m_places.find(server); it != m_places.end())
        return it->second;
    if (m_places.size() >= mostKnown)
        m_places.clear();
    return m_places.emplace(server, m_countries->countryOf(server)).first->second;
}

} // namespace telltale::attribution
