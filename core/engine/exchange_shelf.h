// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/payload_store.h"
#include "session/values.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace telltale::engine {

/// All exchanges of a session. What may still change by itself is held in memory; an exchange that has
/// ended and was handed out lies in a file, and 32 octets stay of it: what all of them are judged by.
/// Belongs to the analyst's thread.
class ExchangeShelf {
public:
    /// What is kept of every exchange.
    struct Facts {
        base::Timestamp time;
        std::uint64_t offset = 0;    ///< in the file; see @c size
        std::uint32_t size = 0;      ///< 0: not in the file
        std::uint32_t claims = 0;    ///< number of what all rungs say of its app; 0: nothing
        std::uint32_t own = 0;       ///< number of what the request itself says; 0: nothing
        bool there = false;          ///< false: an ordinal that was left out
        bool incognito = false;
        bool appIsOwn = false;
        bool changed = false;        ///< to be handed out again
    };

    ExchangeShelf();

    /// Adds it, or replaces the one of its id, with its appClaims; it is handed out with the next takeChanged().
    void put(session::Exchange exchange);

    /// Null where there is none of that id. Who changes facts calls changed().
    [[nodiscard]] Facts *facts(const session::ExchangeId &id);
    using Claims = std::vector<session::App>; ///< the best first
    [[nodiscard]] std::optional<session::App> app(const Facts &facts) const;
    [[nodiscard]] const Claims &claims(const Facts &facts) const { return m_claims[facts.claims]; }
    [[nodiscard]] const Claims &own(const Facts &facts) const { return m_claims[facts.own]; }
    /// True if they were others before.
    bool setClaims(Facts &facts, const Claims &claims);
    void setOwn(Facts &facts, const Claims &claims) { facts.own = numberOf(claims); }
    void changed(const session::ExchangeId &id);

    /// Calls use(id, facts) for each.
    template <typename Use>
    void forEach(Use use)
    {
        for (auto &[connection, all] : m_facts) {
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (all[i].there)
                    use(session::ExchangeId{connection, static_cast<std::uint32_t>(i + 1)}, all[i]);
            }
        }
    }

    /// The same for those of one connection.
    template <typename Use>
    void forEachOf(const session::ConnectionId &connection, Use use)
    {
        const auto found = m_facts.find(connection);
        for (std::size_t i = 0; found != m_facts.end() && i < found->second.size(); ++i) {
            if (found->second[i].there)
                use(session::ExchangeId{connection, static_cast<std::uint32_t>(i + 1)}, found->second[i]);
        }
    }

    /// At most @p most of those that changed, in the order of their ids.
    [[nodiscard]] std::vector<session::Exchange> takeChanged(std::size_t most);
    [[nodiscard]] bool hasChanged() const { return !m_changed.empty(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    [[nodiscard]] std::optional<session::Exchange> read(const Facts &facts) const;
    void keepWhatRulesKnow(session::Exchange &exchange, const Facts &facts) const;
    void shelve(const session::Exchange &exchange, Facts &facts);
    std::uint32_t numberOf(const Claims &claims);

    std::map<session::ConnectionId, std::vector<Facts>> m_facts; ///< by ordinal, from 1
    std::map<session::ExchangeId, session::Exchange> m_values;   ///< those that are not in the file
    std::set<session::ExchangeId> m_changed;
    using AppKey = std::tuple<std::string, std::string, session::AppSource, session::Confidence>;
    std::vector<Claims> m_claims{Claims{}}; ///< few: all requests of an app have the same
    std::map<std::vector<AppKey>, std::uint32_t> m_claimNumbers;
    std::shared_ptr<session::PayloadStore> m_file; ///< null: no file could be made, all stay in memory
    std::size_t m_size = 0;
};

} // namespace telltale::engine
