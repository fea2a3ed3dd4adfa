// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"
#include "session/values.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace telltale::attribution {

/// The last rung: an app speaks TLS in its own manner (JA4), so a connection in the manner of exactly one app
/// that this session knows may be that app's. Many apps share a system's library; where two known ones do,
/// nothing is said. Each phone for itself.
class Fingerprints {
public:
    /// Of a connection whose app is known otherwise: certain, or stated by its own request.
    void learn(const session::Connection &connection, const session::App &app);

    /// Never more than `likely`; that only where three connections taught it, all certain, and the phone has
    /// several known apps, so that sharing would have been noticed.
    [[nodiscard]] std::optional<session::App> appOf(const session::Connection &connection) const;

private:
    using Station = net::IpAddress;
    using Names = std::set<std::pair<std::string, std::string>>; ///< package and name
    struct Manner {
        Names apps; ///< those seen to speak so; more than a few say nothing more
        std::uint64_t certain = 0;
    };
    static std::optional<session::App> onlyAppOf(const Names &apps);
    std::map<std::pair<Station, std::string>, Manner> m_manners;
    std::map<Station, Names> m_apps;
};

} // namespace telltale::attribution
