// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace telltale::attribution {

/// Which app a user id of a phone stands for.
class UidApps {
public:
    explicit UidApps(std::shared_ptr<const rules::RuleSet> rules)
        : m_rules(std::move(rules))
    {
    }

    /// What is told later of the same id counts.
    void add(const UidPackages &app);

    /// The app, as the owner of this connection's socket. A user id that several packages share is named as
    /// such, without a package; an app is called what the phone calls it, else what the rules do; one of which only the
    /// name was told has that name alone. Android's own ids (below 10 000) have their system's names. Nothing for root,
    /// for the name service (it asks for all apps: uid 1051, and any of Android's own on ports 53 and 853), and for ids
    /// whose packages were not told.
    [[nodiscard]] std::optional<session::App> appOf(
        session::AppSource source, std::uint32_t uid, const session::Connection &connection) const;

    /// The app's own label counts for its name from now on.
    void add(const AppFace &face);
    /// What the phone says that the app of this package is called; empty where it did not.
    [[nodiscard]] std::string labelOf(const std::string &package) const;

    /// "12.1.4" of the only package of that id, where the phone told it; else empty.
    [[nodiscard]] std::string versionOf(const std::string &package) const;

private:
    [[nodiscard]] std::string nameOf(const std::string &package) const;
    [[nodiscard]] std::string sharedName(const UidPackages &app) const;

    std::shared_ptr<const rules::RuleSet> m_rules;
    std::map<std::pair<session::AppSource, std::uint32_t>, UidPackages> m_apps;
    std::map<std::string, std::string> m_versions; ///< by package
    std::map<std::string, std::string> m_labels; ///< by package
};

} // namespace telltale::attribution
