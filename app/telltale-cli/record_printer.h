// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batch.h"
#include "held_records.h"
#include "record_lines.h"
#include "session/payload_store.h"
#include "waiting_lines.h"

#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <set>
#include <string>

namespace telltale::cli {

/// Writes records to a stream. Of a file they are collected and printed in the order of time at the
/// end, so that the output does not depend on threads; live records are printed as they come. Lines
/// that wait lie in a file, so that memory does not grow with them.
class RecordPrinter {
public:
    /// @param only  record types to print; empty for all
    RecordPrinter(std::FILE *out, RecordLines lines, std::set<std::string> only);

    /// Live: prints what is final now. A leak when it is known, an exchange when it ended.
    void printLive(const engine::Batch &batch, const session::PayloadStore &payloads);

    /// Live, with a phone that is asked: records wait until what it says of their app stays.
    void waitForApps() { m_settled = base::Timestamp{0}; }

    void collect(const engine::Batch &batch, const session::PayloadStore &payloads);
    /// Prints all that was collected, the summary last.
    void printCollected(const session::PayloadStore &payloads);

    [[nodiscard]] const session::Summary &summary() const { return m_summary; }
    [[nodiscard]] std::size_t leaks() const { return m_leaks.size(); }
    /// False when standard output went away, or a disk is full.
    [[nodiscard]] bool intact() const { return !m_broken && !m_waiting.failed(); }

private:
    [[nodiscard]] bool wanted(const char *type) const { return m_only.empty() || m_only.contains(type); }
    void print(std::string_view text);
    void keepIdentities(const engine::Batch &batch);
    void release(const session::PayloadStore &payloads);
    void keepOpen(const session::PayloadStore &payloads);

    std::FILE *m_out;
    RecordLines m_lines;
    std::set<std::string> m_only;
    bool m_broken = false;
    WaitingLines m_waiting;
    /// What may still change is not put into words before it has ended.
    std::map<session::ConnectionId, session::Connection> m_openConnections;
    std::map<session::ExchangeId, session::Exchange> m_openExchanges;
    /// Live: what was printed stays printed, whatever is learnt of it later.
    std::set<session::ConnectionId> m_printedConnections;
    std::set<session::ExchangeId> m_printedExchanges;
    base::Timestamp m_settled{std::numeric_limits<std::int64_t>::max()}; ///< what ended before waits for nobody
    HeldRecords<session::ConnectionId, session::Connection> m_heldConnections;
    HeldRecords<session::ExchangeId, session::Exchange> m_heldExchanges;
    HeldRecords<std::string, session::Leak> m_heldLeaks;
    std::set<std::string> m_printedLeaks;
    std::set<std::string> m_leaks;
    std::set<std::string> m_searches;
    std::map<std::pair<std::string, std::optional<session::ConnectionId>>, session::AnomalyRecord> m_anomalies;
    std::map<std::pair<std::string, std::string>, session::IdentifierSeen> m_identifiers; ///< by kind and value
    std::map<std::string, session::Profile> m_profiles; ///< by id
    session::Summary m_summary;
};

} // namespace telltale::cli
