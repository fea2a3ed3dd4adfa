// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/app_judge.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

using attribution::Claims;
using session::App;
using session::AppSource;
using session::Confidence;

namespace {

/// A connection's time in a journal is its first packet's; recordings keep nanoseconds, other files may not.
constexpr std::int64_t sameMoment = base::nanosecondsPerSecond / 1000;
constexpr std::size_t mostNamings = 10'000;

/// Says enough of the app that nothing has to be taken from how it speaks TLS.
bool isGood(const App &app)
{
    return app.source != AppSource::fingerprint && app.source != AppSource::host
        && app.confidence != Confidence::possible;
}

} // namespace

AppJudge::AppJudge(std::shared_ptr<const rules::RuleSet> rules, const Connections &connections)
    : m_rules(std::move(rules))
    , m_connections(connections)
    , m_apps(m_rules)
{
}

attribution::SocketOwners &AppJudge::ownersBy(AppSource source)
{
    const auto *place = std::find(socketSources.begin(), socketSources.end(), source);
    auto &owners = m_owners[place == socketSources.end() ? 0 : static_cast<std::size_t>(place - socketSources.begin())];
    if (!owners) {
        owners = std::make_unique<attribution::SocketOwners>(source == AppSource::pcapdroid
                ? attribution::SocketOwners::Times::ofPackets
                : attribution::SocketOwners::Times::ofLooks);
        for (const auto &[id, connection] : m_connections)
            owners->add(connection);
    }
    return *owners;
}

void AppJudge::add(const attribution::PhoneEvent &event)
{
    if (const auto *seen = std::get_if<attribution::SocketSeen>(&event)) {
        ownersBy(seen->source).add(*seen);
    } else if (const auto *gone = std::get_if<attribution::SocketGone>(&event)) {
        ownersBy(gone->socket.source).add(*gone);
    } else if (const auto *there = std::get_if<attribution::SocketsThere>(&event)) {
        ownersBy(there->source).add(*there);
    } else if (const auto *packages = std::get_if<attribution::UidPackages>(&event)) {
        m_apps.add(*packages);
        m_touched.connections.merge(m_nameless);
        m_nameless.clear();
    } else if (const auto *face = std::get_if<attribution::AppFace>(&event)) {
        addFace(*face);
    } else if (const auto *naming = std::get_if<attribution::UserNaming>(&event)) {
        addNaming(*naming);
    }
}

void AppJudge::add(const session::Connection &connection)
{
    for (const auto &owners : m_owners) {
        if (owners)
            owners->add(connection);
    }
}

bool AppJudge::claim(session::ConnectionId id, const Claims &claims)
{
    Claims &known = m_claims[id];
    bool isNew = false;
    for (const App &app : claims)
        isNew = attribution::addClaim(known, app) || isNew;
    return isNew;
}

/// Of connections that are taken for this app, another name may be said now.
void AppJudge::addFace(const attribution::AppFace &face)
{
    if (face.label.empty() || face.label == m_apps.labelOf(face.package))
        return;
    m_apps.add(face);
    m_hasLabels = true;
    for (const auto &[id, connection] : m_connections) {
        const bool isSaid = std::any_of(connection.appClaims.begin(), connection.appClaims.end(),
            [&face](const App &claim) { return claim.package == face.package; });
        if (isSaid)
            m_touched.connections.insert(id);
    }
}

/// What only a package is known of is called what the phone calls it.
Claims AppJudge::named(Claims claims) const
{
    const auto isNameless = [](const App &claim) { return claim.name.empty(); };
    if (!m_hasLabels || std::none_of(claims.begin(), claims.end(), isNameless))
        return claims;
    Claims renamed;
    for (App &claim : claims) {
        if (claim.name.empty())
            claim.name = m_apps.labelOf(claim.package);
        attribution::addClaim(renamed, std::move(claim));
    }
    return renamed;
}

void AppJudge::addNaming(const attribution::UserNaming &naming)
{
    if (m_namings.size() >= mostNamings)
        return;
    const auto later = std::upper_bound(
        m_namings.begin(), m_namings.end(), naming, [](const auto &a, const auto &b) { return a.time < b.time; });
    m_namings.insert(later, naming);
    m_touched.all = true;
}

/// The user's last word on this one connection.
const attribution::UserNaming *AppJudge::namingOf(const session::Connection &connection) const
{
    const auto isAbout = [&connection](const attribution::UserNaming &naming) {
        return naming.connection && naming.connection->transport == connection.transport
            && naming.connection->originator == connection.originator
            && naming.connection->responder == connection.responder
            && std::abs(naming.connection->begin.nanoseconds - connection.time.nanoseconds) < sameMoment;
    };
    const auto last = std::find_if(m_namings.rbegin(), m_namings.rend(), isAbout);
    return last == m_namings.rend() ? nullptr : &*last;
}

/// What the user says of this connection, else of the app it is taken for.
void AppJudge::addUser(Claims &claims, const session::Connection &connection) const
{
    if (m_namings.empty())
        return;
    const attribution::UserNaming *said = namingOf(connection);
    if (said == nullptr && !claims.empty()) {
        const App taken = claims.front();
        const auto last =
            std::find_if(m_namings.rbegin(), m_namings.rend(), [&taken](const attribution::UserNaming &naming) {
                return !naming.connection && naming.ofPackage == taken.package
                    && (!taken.package.empty() || naming.ofName == taken.name); // the name may have come since
            });
        said = last == m_namings.rend() ? nullptr : &*last;
    }
    if (said != nullptr && !(said->package.empty() && said->name.empty()))
        attribution::addClaim(claims, App{said->package, said->name, AppSource::user, Confidence::certain});
}

/// By socket tables and the host: all but what requests say, the manner of TLS and the user.
Claims AppJudge::told(const session::Connection &connection) const
{
    Claims claims;
    for (std::size_t i = 0; i < socketSources.size(); ++i) {
        const auto uid = m_owners[i] ? m_owners[i]->ownerOf(connection.id) : std::nullopt;
        if (!uid)
            continue;
        if (auto app = m_apps.appOf(socketSources[i], *uid, connection))
            attribution::addClaim(claims, std::move(*app));
        else
            m_nameless.insert(connection.id);
    }
    const rules::AppRule *rule = connection.host.empty() ? nullptr : m_rules->appAtHost(connection.host);
    if (rule != nullptr)
        attribution::addClaim(claims, App{rule->package, rule->name, AppSource::host, Confidence::possible});
    return claims;
}

std::shared_ptr<const session::CallStack> AppJudge::stackOf(session::ConnectionId id) const
{
    for (const auto &owners : m_owners) {
        if (auto stack = owners ? owners->stackOf(id) : nullptr)
            return stack;
    }
    return nullptr;
}

Claims AppJudge::claimsOf(const session::Connection &connection) const
{
    return claimsOf({}, connection);
}

Claims AppJudge::claimsOf(const Claims &own, const session::Connection &connection) const
{
    Claims claims = attribution::joined(told(connection), own);
    const auto said = m_claims.find(connection.id);
    if (own.empty() && said != m_claims.end())
        claims = attribution::joined(std::move(claims), said->second);
    if (claims.empty() || !isGood(claims.front())) {
        if (auto app = m_fingerprints.appOf(connection))
            attribution::addClaim(claims, std::move(*app));
    }
    claims = named(std::move(claims));
    addUser(claims, connection);
    return claims;
}

AppJudge::Touched AppJudge::takeTouched()
{
    Touched touched = std::exchange(m_touched, {});
    for (const auto &owners : m_owners) {
        if (owners)
            touched.connections.merge(owners->takeTouched());
    }
    return touched;
}

void AppJudge::learnFingerprints()
{
    attribution::Fingerprints before;
    std::swap(m_fingerprints, before);
    for (const auto &[id, connection] : m_connections) {
        const auto good = std::find_if(connection.appClaims.begin(), connection.appClaims.end(), isGood);
        if (good != connection.appClaims.end())
            m_fingerprints.learn(connection, *good);
    }
    for (const auto &[id, connection] : m_connections) {
        const bool needed = connection.appClaims.empty() || !isGood(connection.appClaims.front());
        if (needed && !connection.ja4.empty() && m_fingerprints.appOf(connection) != before.appOf(connection))
            m_touched.connections.insert(id);
    }
}

bool AppJudge::forgetsSockets() const
{
    return std::any_of(m_owners.begin(), m_owners.end(), [](const auto &owners) { return owners && owners->full(); });
}

} // namespace telltale::engine
