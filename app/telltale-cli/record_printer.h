// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batch.h"
#include "rules/rule_set.h"
#include "session/export/record_writer.h"
#include "session/payload_store.h"

#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace telltale::cli {

/// Writes records to a stream. For a file everything is collected and printed in the order of time
/// at the end, so that the output does not depend on threads; live records are printed as they come.
class RecordPrinter {
public:
    /// @param only  record types to print; empty for all
    /// @param sentences  the rules sentences take names from; null for NDJSON instead of text
    RecordPrinter(std::FILE *out, session::RecordOptions options, std::set<std::string> only,
                  std::shared_ptr<const rules::RuleSet> sentences);

    /// Live: prints what is final now. A leak when it is known, an exchange when it ended.
    void printLive(const engine::Batch &batch, const session::PayloadStore &payloads);

    void collect(const engine::Batch &batch);
    /// Prints all that was collected, the summary last.
    void printCollected(const session::PayloadStore &payloads);

    [[nodiscard]] const session::Summary &summary() const { return m_summary; }
    [[nodiscard]] std::size_t leaks() const { return m_leaks.size(); }
    /// False when standard output went away or its disk is full.
    [[nodiscard]] bool intact() const { return !m_broken; }

private:
    [[nodiscard]] bool wanted(const char *type) const { return m_only.empty() || m_only.contains(type); }
    void line(const std::string &text);

    std::FILE *m_out;
    session::RecordOptions m_options;
    std::set<std::string> m_only;
    std::shared_ptr<const rules::RuleSet> m_sentences;
    bool m_text;
    bool m_broken = false;
    std::map<session::ConnectionId, session::Connection> m_connections;
    std::map<session::ExchangeId, session::Exchange> m_exchanges;
    std::map<std::string, session::Leak> m_leaks;
    std::map<std::string, session::Search> m_searches;
    std::map<std::string, session::IdentifierSeen> m_identifiers;
    std::map<std::pair<std::string, std::optional<session::ConnectionId>>, session::AnomalyRecord> m_anomalies;
    std::vector<session::DnsAnswer> m_dns;
    std::vector<session::WebSocketMessage> m_messages;
    session::Summary m_summary;
};

} // namespace telltale::cli
