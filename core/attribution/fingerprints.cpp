// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/fingerprints.h"

#include <algorithm>

namespace telltale::attribution {

using session::App;
using session::Confidence;

namespace {

constexpr std::uint64_t enough = 3;

constexpr std::size_t remembered = 8;

} // namespace

void Fingerprints::learn(const session::Connection &connection, const App &app)
{
    if (connection.ja4.empty() || app.confidence == Confidence::possible || app.source == session::AppSource::host
        || app.source == session::AppSource::fingerprint)
        return;
    m_apps[connection.originator.ip].emplace(app.package, app.name);
    Manner &manner = m_manners[{connection.originator.ip, connection.ja4}];
    manner.apps.emplace(app.package, app.name);
    if (manner.apps.size() > remembered)
        manner.apps.erase(std::prev(manner.apps.end())); // it stays more than one
    manner.certain += app.confidence == Confidence::certain ? 1 : 0;
}

/// One app may be known by its package here and by its name alone there; anything else is two apps.
std::optional<App> Fingerprints::onlyAppOf(const Names &apps)
{
    App only;
    std::set<std::string> names;
    for (const auto &[package, name] : apps) {
        if (!package.empty() && !only.package.empty() && package != only.package)
            return std::nullopt;
        only.package = std::max(only.package, package);
        if (!name.empty())
            names.insert(name);
    }
    if (names.size() > 1)
        return std::nullopt;
    if (!names.empty())
        only.name = *names.begin();
    const bool strangers =
        !only.package.empty() && apps.contains({"", only.name}) && !apps.contains({only.package, only.name});
    return strangers ? std::nullopt : std::optional(only);
}

std::optional<App> Fingerprints::appOf(const session::Connection &connection) const
{
    const auto found = m_manners.find({connection.originator.ip, connection.ja4});
    if (connection.ja4.empty() || found == m_manners.end())
        return std::nullopt;
    auto app = onlyAppOf(found->second.apps);
    if (!app)
        return std::nullopt;
    const auto apps = m_apps.find(connection.originator.ip);
    const bool severalKnown = apps != m_apps.end() && apps->second.size() > 1;
    app->source = session::AppSource::fingerprint;
    app->confidence = found->second.certain >= enough && severalKnown ? Confidence::likely : Confidence::possible;
    return app;
}

} // namespace telltale::attribution
