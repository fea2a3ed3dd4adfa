// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace telltale::attribution {

/// What a request says about the app that sent it: headers that name a package, the User-Agent, a
/// package inside the payload, a host that usually one app speaks to. All of these are claims of the
/// sender, so nothing here is certain; only the phone itself (socket table) can make it so.
class AppLadder {
public:
    explicit AppLadder(std::shared_ptr<const rules::RuleSet> rules)
        : m_rules(std::move(rules))
    {
    }

    /// All claims, from the first rung to the last; empty where the request says nothing.
    [[nodiscard]] std::vector<session::App> all(const decode::OutgoingMessage &message) const;

    /// The best claim; nothing where there is none: never a guess.
    [[nodiscard]] std::optional<session::App> best(const decode::OutgoingMessage &message) const;

    /// The most certain of several claims, the earlier at equal confidence. Claims from other sources
    /// (device, pcapdroid) can be put before those of all().
    static std::optional<session::App> bestOf(std::span<const session::App> claims);

private:
    [[nodiscard]] session::App named(std::string package, session::AppSource source) const;

    std::shared_ptr<const rules::RuleSet> m_rules;
};

} // namespace telltale::attribution
