// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/app_naming.h"

#include "attribution/claims.h"
#include "engine/batch.h"
#include "engine/clock.h"

#include <algorithm>

namespace telltale::bridge {

namespace {

using attribution::UserNaming;
using session::App;
using session::AppSource;

/// The user's former word goes, the new one comes. True if that changes anything.
template <typename Value>
bool rename(Value &value, const UserNaming &naming)
{
    auto claims = value.appClaims;
    std::erase_if(claims, [](const App &claim) { return claim.source == AppSource::user; });
    if (!naming.package.empty() || !naming.name.empty())
        attribution::addClaim(claims, {naming.package, naming.name, AppSource::user, session::Confidence::certain});
    if (claims == value.appClaims)
        return false;
    value.appClaims = std::move(claims);
    value.app = attribution::best(value.appClaims);
    return true;
}

/// What others say of it is the app that the user speaks of.
template <typename Value>
bool isTakenFor(const Value &value, const UserNaming &naming)
{
    const auto other = std::find_if(value.appClaims.begin(), value.appClaims.end(),
        [](const App &claim) { return claim.source != AppSource::user; });
    return other != value.appClaims.end() && other->package == naming.ofPackage
        && (!other->package.empty() || other->name == naming.ofName); // the name may have come since
}

bool isIt(const session::Connection &connection, const UserNaming &naming)
{
    return naming.connection->transport == connection.transport
        && naming.connection->originator == connection.originator
        && naming.connection->responder == connection.responder && naming.connection->begin == connection.time;
}

} // namespace

std::optional<UserNaming> namingOf(const SessionStore &store, const session::ConnectionId &id, const QString &name)
{
    const session::Connection *connection = store.connection(id);
    if (connection == nullptr)
        return std::nullopt;
    UserNaming naming;
    naming.time = engine::clockTime();
    naming.connection = UserNaming::OneConnection{
        connection->transport, connection->originator, connection->responder, connection->time};
    naming.name = name.trimmed().toStdString();
    return naming;
}

std::optional<UserNaming> namingOf(const SessionStore &store, const QString &laneKey, const QString &name)
{
    const auto lane =
        std::find_if(store.lanes().begin(), store.lanes().end(), [&](const Lane &one) { return one.key == laneKey; });
    if (lane == store.lanes().end() || !lane->app)
        return std::nullopt;
    App app = *lane->app;
    // Named by the user before: what it was taken for then still says which one is meant.
    const auto number = static_cast<std::size_t>(lane - store.lanes().begin());
    for (std::size_t row = 0; app.source == AppSource::user && row < store.exchanges().size(); ++row) {
        const auto &claims = store.exchanges()[row].appClaims;
        if (store.laneOf(row) == number && claims.size() > 1)
            app = claims[1];
    }
    UserNaming naming;
    naming.time = engine::clockTime();
    naming.ofPackage = app.package;
    naming.ofName = app.name;
    naming.name = name.trimmed().toStdString();
    return naming;
}

std::shared_ptr<const engine::Batch> applied(const UserNaming &naming, const SessionStore &store)
{
    auto batch = std::make_shared<engine::Batch>();
    batch->progress = {store.position(), store.size(), store.packets(), store.dropped(), store.now()};
    for (session::Connection connection : store.connections()) {
        if ((naming.connection ? isIt(connection, naming) : isTakenFor(connection, naming))
            && rename(connection, naming))
            batch->connections.push_back(std::move(connection));
    }
    for (session::Exchange exchange : store.exchanges()) {
        const session::Connection *connection = store.connection(exchange.id.connection);
        const bool meant =
            naming.connection ? connection != nullptr && isIt(*connection, naming) : isTakenFor(exchange, naming);
        if (!meant || !rename(exchange, naming))
            continue;
        for (session::Leak leak : store.leaks()) {
            if (leak.exchange == exchange.id) {
                leak.app = exchange.app;
                batch->leaks.push_back(std::move(leak));
            }
        }
        batch->exchanges.push_back(std::move(exchange));
    }
    return batch;
}

} // namespace telltale::bridge
