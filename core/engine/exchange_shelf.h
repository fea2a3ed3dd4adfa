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
        std::uint32_t app = 0;       ///< number of its app; 0: none
        bool there = false;          ///< false: an ordinal that was left out
        bool incognito = false;
        bool appIsOwn = false;
        bool changed = false;        ///< to be handed out again
    };

    ExchangeShelf();

    /// Adds it, or replaces the one of its id; it is handed out with the next takeChanged().
    void put(session::Exchange exchange);

    /// Null where there is none of that id. Who changes facts calls changed().
    [[nodiscard]] Facts *facts(const session::ExchangeId &id);
    [[nodiscard]] const std::optional<session::App> &app(const Facts &facts) const { return m_apps[facts.app]; }
    void setApp(Facts &facts, const std::optional<session::App> &app);
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

    /// At most @p most of those that changed, in the order of their ids.
    [[nodiscard]] std::vector<session::Exchange> takeChanged(std::size_t most);
    [[nodiscard]] bool hasChanged() const { return !m_changed.empty(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    [[nodiscard]] std::optional<session::Exchange> read(const Facts &facts) const;
    void keepWhatRulesKnow(session::Exchange &exchange, const Facts &facts) const;
    void shelve(const session::Exchange &exchange, Facts &facts);

    std::map<session::ConnectionId, std::vector<Facts>> m_facts; ///< by ordinal, from 1
    std::map<session::ExchangeId, session::Exchange> m_values;   ///< those that are not in the file
    std::set<session::ExchangeId> m_changed;
    std::vector<std::optional<session::App>> m_apps{std::nullopt};
    std::map<std::tuple<std::string, std::string, session::AppSource, session::Confidence>, std::uint32_t> m_appNumbers;
    std::shared_ptr<session::PayloadStore> m_file; ///< null: no file could be made, all stay in memory
    std::size_t m_size = 0;
};

} // namespace telltale::engine
