// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <optional>
#include <vector>

namespace telltale::attribution {

/// What the rungs of the ladder say about one connection or request, the best first. The order does not depend on
/// that of arrival.
using Claims = std::vector<session::App>;

/// At most so many are kept; the worst give way.
constexpr std::size_t mostClaims = 16;

/// What the user says comes first; then the more certain one; then the higher rung: the phone's socket
/// table, PCAPdroid, PiRogue, header, payload, host, fingerprint; then by name.
bool isBetter(const session::App &a, const session::App &b);

/// Puts it in its place. False where it was there already.
bool addClaim(Claims &claims, session::App claim);
/// All of both.
Claims joined(Claims a, const Claims &b);
std::optional<session::App> best(const Claims &claims);

/// What one request says, from the first rung to the last as AppLadder gives it. A rung that names two apps is
/// believed in the first; the other is only possible.
Claims claimsOfRequest(const std::vector<session::App> &said);

} // namespace telltale::attribution
