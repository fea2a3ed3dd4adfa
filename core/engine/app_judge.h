// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/claims.h"
#include "attribution/fingerprints.h"
#include "attribution/phone_event.h"
#include "attribution/socket_owners.h"
#include "attribution/uid_apps.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <array>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace telltale::engine {

/// The ladder: everything that says which app a connection or a request belongs to, put together. What it says in the
/// end depends on what it was told, not on the order. A further source of socket owners is told as the phone is,
/// by events that carry its name; a rung that knows the app itself calls claim(). Belongs to the analyst's thread.
class AppJudge {
public:
    using Connections = std::map<session::ConnectionId, session::Connection>;

    /// What may have to be judged again. Everything, or only these.
    struct Touched {
        bool all = false;
        std::set<session::ConnectionId> connections;
    };

    /// @param connections  all there are; must outlive this. Who changes one that is about who or when calls add().
    AppJudge(std::shared_ptr<const rules::RuleSet> rules, const Connections &connections);

    /// Sockets and their owners, what apps are called on the phone, and what the user says. Other events are nothing to
    /// it.
    void add(const attribution::PhoneEvent &event);
    /// Its facts are known; may come again.
    void add(const session::Connection &connection);
    /// A rung's word on a connection: what one of its requests says, or another source. True if it is new.
    bool claim(session::ConnectionId id, const attribution::Claims &claims);

    /// Everything that is said of the connection.
    [[nodiscard]] attribution::Claims claimsOf(const session::Connection &connection) const;
    /// The stack its socket was first seen with on the phone; null where nobody saw one.
    [[nodiscard]] std::shared_ptr<const session::CallStack> stackOf(session::ConnectionId id) const;
    /// Of a request: what it says itself, with what is said of its connection by others than requests; where it
    /// says nothing, all that is said of its connection.
    [[nodiscard]] attribution::Claims claimsOf(
        const attribution::Claims &own, const session::Connection &connection) const;

    /// Connections of which something else may be said now.
    Touched takeTouched();

    /// Learns anew how the known apps speak TLS.
    void learnFingerprints();

    /// "12.1.4", where the phone told it.
    [[nodiscard]] std::string versionOf(const std::string &package) const { return m_apps.versionOf(package); }
    /// More sockets were told than are remembered.
    [[nodiscard]] bool forgetsSockets() const;

private:
    static constexpr std::array<session::AppSource, 3> socketSources{
        session::AppSource::device, session::AppSource::pcapdroid, session::AppSource::pirogue};

    [[nodiscard]] attribution::SocketOwners &ownersBy(session::AppSource source);
    void addFace(const attribution::AppFace &face);
    void addNaming(const attribution::UserNaming &naming);
    [[nodiscard]] attribution::Claims named(attribution::Claims claims) const;
    [[nodiscard]] attribution::Claims told(const session::Connection &connection) const;
    void addUser(attribution::Claims &claims, const session::Connection &connection) const;
    [[nodiscard]] const attribution::UserNaming *namingOf(const session::Connection &connection) const;

    std::shared_ptr<const rules::RuleSet> m_rules;
    const Connections &m_connections;
    attribution::UidApps m_apps;
    /// Null: nothing was told by that source, and no connection is kept for it.
    std::array<std::unique_ptr<attribution::SocketOwners>, socketSources.size()> m_owners;
    attribution::Fingerprints m_fingerprints;
    std::map<session::ConnectionId, attribution::Claims> m_claims;
    std::vector<attribution::UserNaming> m_namings; ///< by time
    bool m_hasLabels = false; ///< the phone said what some app is called
    mutable std::set<session::ConnectionId> m_nameless; ///< their user id has no app yet
    Touched m_touched;
};

} // namespace telltale::engine
