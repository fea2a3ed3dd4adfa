// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "line_spool.h"
#include "session/values.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::cli {

/// Lines of records that wait for their place in the output: sorted by time; at one time connections
/// before exchanges before what was found in them; then by id. There may be a million, so each takes
/// 48 octets and the line itself lies in a file.
class WaitingLines {
public:
    enum class Rank : std::uint8_t { connection, exchange, part, search, leak, identifier, profile, anomaly };

    /// The line of an exchange; a later one of the same id replaces it.
    void keep(base::Timestamp time, const session::ExchangeId &id, std::string_view line);
    /// The line of anything else; a later one of the same rank and id replaces it.
    void keep(base::Timestamp time, Rank rank, std::string id, std::string_view line);
    /// The same for what comes only once.
    void add(base::Timestamp time, Rank rank, std::string id, std::string_view line);

    /// Calls use(line) for each in order, until it gives false.
    template <typename Use>
    void forEach(Use use)
    {
        sort();
        for (const Entry &entry : m_entries) {
            if (!use(m_spool.line(entry.place)))
                return;
        }
    }

    /// The disk of temporary files is full or gone.
    [[nodiscard]] bool failed() const { return m_spool.failed(); }

private:
    struct Entry {
        base::Timestamp time;
        LineSpool::Place place;
        std::uint64_t connection = 0; ///< of an exchange, with the two below
        std::uint32_t nested = 0;
        std::uint32_t ordinal = 0;
        std::uint32_t name = 0; ///< of anything else: its id's place in m_names
        Rank rank = Rank::exchange;
    };

    void sort();
    [[nodiscard]] std::string idOf(const Entry &entry) const;
    [[nodiscard]] static Entry entryOf(base::Timestamp time, const session::ExchangeId &id, LineSpool::Place place);

    LineSpool m_spool;
    std::deque<Entry> m_entries;
    std::deque<std::string> m_names;
    std::map<std::pair<Rank, std::string>, std::size_t> m_entryOfName;
    std::map<session::ConnectionId, std::vector<std::uint32_t>> m_entryOfExchange; ///< by ordinal; 0: none, else place + 1
};

} // namespace telltale::cli
