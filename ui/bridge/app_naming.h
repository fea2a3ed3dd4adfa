// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "bridge/session_store.h"

#include <QString>

#include <memory>
#include <optional>

namespace telltale::engine {
struct Batch;
}

/// "This is X": the user's own word on who sent something.
namespace telltale::bridge {

/// About one connection, which is called @p name from now on; with an empty name the user takes the word back.
/// Nothing where the store does not know the connection.
std::optional<attribution::UserNaming> namingOf(
    const SessionStore &store, const session::ConnectionId &connection, const QString &name);
/// About everything on a lane. Nothing for the unknown app: that is no one app.
std::optional<attribution::UserNaming> namingOf(const SessionStore &store, const QString &laneKey, const QString &name);

/// What that changes in a session whose analysis has ended.
std::shared_ptr<const engine::Batch> applied(const attribution::UserNaming &naming, const SessionStore &store);

} // namespace telltale::bridge
