// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/app_ladder.h"

#include "attribution/package_name.h"
#include "attribution/payload_app.h"
#include "attribution/user_agent.h"
#include "session/header_block.h"

namespace telltale::attribution {

session::App AppLadder::named(std::string package, session::AppSource source) const
{
    const rules::AppRule *rule = m_rules->appOfPackage(package);
    return {std::move(package), rule != nullptr ? rule->name : std::string(), source, session::Confidence::likely};
}

std::vector<session::App> AppLadder::all(const decode::OutgoingMessage &message) const
{
    std::vector<session::App> claims;
    for (const std::string &header : m_rules->apps().packageHeaders) {
        const std::string_view value = session::headerValue(message.headers, header);
        if (isPackageName(value))
            claims.push_back(named(std::string(value), session::AppSource::header));
    }
    const std::string_view userAgent = session::headerValue(message.headers, "User-Agent");
    if (auto app = appOfUserAgent(m_rules->apps(), userAgent)) {
        if (app->name.empty())
            app = named(app->package, session::AppSource::header);
        claims.push_back(*app);
    }
    for (std::string &package : packagesInPayload(m_rules->apps(), message))
        claims.push_back(named(std::move(package), session::AppSource::payload));
    if (const rules::AppRule *rule = m_rules->appAtHost(message.exchange->host))
        claims.push_back({rule->package, rule->name, session::AppSource::host, session::Confidence::possible});
    return claims;
}

std::optional<session::App> AppLadder::best(const decode::OutgoingMessage &message) const
{
    return bestOf(all(message));
}

std::optional<session::App> AppLadder::bestOf(std::span<const session::App> claims)
{
    const session::App *best = nullptr;
    for (const session::App &claim : claims) {
        if (best == nullptr || claim.confidence > best->confidence)
            best = &claim;
    }
    return best != nullptr ? std::optional(*best) : std::nullopt;
}

} // namespace telltale::attribution
