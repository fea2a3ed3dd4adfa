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

session::Recipient RecipientDirectory::recipientOf(std::string_view host)
{
    const std::string name = rules::canonicalHost(withoutPort(host));
    if (const auto it = m_known.find(name); it != m_known.end())
        return it->second;
    session::Recipient recipient;
    recipient.host = name;
    recipient.domain = rules::registrableDomain(name);
    const auto match = m_rules->organisationAt(name);
    if (match.organisation != nullptr) {
        recipient.organisation = match.organisation->name;
        recipient.country = match.organisation->country;
        recipient.source = "rule";
    }
    if (m_known.size() < mostKnown)
        m_known.emplace(name, recipient);
    return recipient;
}

std::string RecipientDirectory::purposeOf(std::string_view host) const
{
    return m_rules->organisationAt(withoutPort(host)).purpose;
}

} // namespace telltale::attribution
