// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/connection_sample.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace telltale::leak {

/// What a request says about whose it is, for the ledger.
struct IdentityNote {
    session::ExchangeId exchange;
    base::Timestamp time;
    std::string recipient; ///< see recipientName()
    std::vector<session::SentIdentifier> identifiers;
    std::map<std::string, std::uint64_t> categories; ///< kinds of data in it, with how many of each
    bool search = false; ///< the recipient is a search engine that was asked
};

/// Who can be told from whom: every identifier with where it went, and for each recipient which
/// identifiers it can join, because it was sent them together. What comes out does not depend on the
/// order of requests, as long as limits are not reached. One thread only.
class IdentityLedger {
public:
    /// Identifiers of one recipient: more of them are counted no further (identity.limit).
    static constexpr std::size_t mostNodes = 200'000;

    explicit IdentityLedger(std::shared_ptr<const rules::RuleSet> rules)
        : m_rules(std::move(rules))
    {
    }

    void add(IdentityNote note);

    /// Identifiers that changed since the last call, each with all that is known.
    std::vector<session::IdentifierSeen> takeChanged(const AppOfConnection &appOf);

    using Searches = std::map<std::string, session::Search>; ///< by id, as Leaks
    using Leaks = std::map<std::string, session::Leak>;
    /// By id, which is made of recipient and identifier: what the profile is now; nothing where there is none any more.
    using ProfileChanges = std::map<std::string, std::optional<session::Profile>>;

    /// What each recipient can join now, in the order of their ids. Searches and addresses come from @p searches and
    /// @p leaks, as far as identifiers went with them. Made from the whole.
    [[nodiscard]] std::vector<session::Profile> profiles(
        const Searches &searches, const Leaks &leaks, const AppOfConnection &appOf) const;

    /// A search or leak that is new or was told otherwise before; the request it was in was added already.
    void changed(const session::Search &search);
    void changed(const session::Leak &leak);
    /// The connection belongs to another app than before.
    void appChanged(const session::ConnectionId &id);
    /// Something changed since the last call of takeProfileChanges().
    [[nodiscard]] bool profilesChanged() const { return !m_stale.empty(); }
    /// What became of profiles() since the last call, made of those alone that something changed for: searches and
    /// leaks as changed() was told, apps as appChanged() was.
    ProfileChanges takeProfileChanges(const Searches &searches, const Leaks &leaks, const AppOfConnection &appOf);

    [[nodiscard]] bool limitReached() const { return m_limitReached; }

private:
    /// One identifier at one recipient.
    struct Node {
        std::string recipient;
        session::SentIdentifier identifier;
        std::uint32_t parent = 0; ///< union by the smaller number; a root is its own
        std::uint64_t exchanges = 0; ///< of this identifier
        base::Timestamp first;
        base::Timestamp last;
        session::ExchangeId firstExchange;
        std::vector<session::SentIdentifier> companions; ///< of an account: what went with it the first time
        ConnectionSample connections;
    };
    /// All identifiers of a recipient that can be joined; kept at the root.
    struct Joined {
        std::vector<std::uint32_t> members;
        std::uint64_t exchanges = 0;
        std::map<std::string, std::uint64_t> categories;
        std::set<std::string> searches; ///< ids of those told by changed(), as of leaks
        std::set<std::string> leaks;
    };
    struct Searched {
        std::string recipient;
        std::vector<session::SentIdentifier> identifiers;
    };

    std::uint32_t nodeOf(const std::string &recipient, const session::SentIdentifier &identifier);
    void note(std::uint32_t node, const IdentityNote &note);
    [[nodiscard]] std::uint32_t rootOf(std::uint32_t node) const;
    void join(std::uint32_t a, std::uint32_t b);
    [[nodiscard]] bool namesPerson(const std::string &kind) const;
    /// The root a fact belongs to: that of the first identifier sent along; UINT32_MAX where none was.
    [[nodiscard]] std::uint32_t rootOf(
        const std::string &recipient, const std::vector<session::SentIdentifier> &identifiers) const;
    [[nodiscard]] session::Profile profileOf(const Joined &joined, const AppOfConnection &appOf) const;
    void addSearch(session::Profile &profile, const session::Search &search) const;

    std::shared_ptr<const rules::RuleSet> m_rules;
    std::vector<Node> m_nodes;
    std::unordered_map<std::string, std::uint32_t> m_nodeOf; // recipient, kind and value
    std::unordered_map<std::string, std::uint32_t> m_nodeOfValue; // recipient and value
    std::unordered_map<std::uint32_t, Joined> m_joined; // by root
    std::unordered_set<std::uint32_t> m_stale; // nodes that are or were roots, whose profiles must be made anew
    std::unordered_map<std::uint32_t, std::string> m_profileOf; // by node that is or was a root
    std::map<session::ConnectionId, std::vector<std::uint32_t>> m_nodesOn; // that may count its app among theirs
    std::map<session::SentIdentifier, std::vector<std::uint32_t>> m_byIdentifier;
    std::set<session::SentIdentifier> m_changed;
    std::map<session::ExchangeId, Searched> m_searched;
    bool m_limitReached = false;
};

/// Under which name a recipient's profile stands: its organisation, else its domain, else its host.
std::string recipientName(const session::Recipient &recipient);

} // namespace telltale::leak
