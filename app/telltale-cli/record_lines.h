// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_set.h"
#include "session/export/record_writer.h"

#include <memory>
#include <string>

namespace telltale::cli {

/// The line of a record in the form that was asked for: NDJSON, or text for people, which has no line
/// for some records (empty).
class RecordLines {
public:
    /// @param sentences  the rules sentences take names from; null for NDJSON
    RecordLines(session::RecordOptions options, std::shared_ptr<const rules::RuleSet> sentences);

    [[nodiscard]] std::string of(const session::Connection &value) const;
    [[nodiscard]] std::string of(const session::Exchange &value, const session::PayloadStore &payloads) const;
    [[nodiscard]] std::string of(const session::WebSocketMessage &value) const;
    [[nodiscard]] std::string of(const session::DnsAnswer &value) const;
    [[nodiscard]] std::string of(const session::Search &value) const;
    [[nodiscard]] std::string of(const session::Leak &value) const;
    [[nodiscard]] std::string of(const session::IdentifierSeen &value) const;
    [[nodiscard]] std::string of(const session::Profile &value) const;
    [[nodiscard]] std::string of(const session::AnomalyRecord &value) const;
    [[nodiscard]] std::string of(const session::Summary &value) const;

private:
    session::RecordOptions m_options;
    std::shared_ptr<const rules::RuleSet> m_sentences;
    bool m_text;
};

} // namespace telltale::cli
