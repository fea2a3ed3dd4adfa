// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_lines.h"

#include "session/export/identity_records.h"

#include "text_lines.h"

#include <utility>

namespace telltale::cli {

RecordLines::RecordLines(session::RecordOptions options, std::shared_ptr<const rules::RuleSet> sentences)
    : m_options(options)
    , m_sentences(std::move(sentences))
    , m_text(m_sentences != nullptr)
{
}

std::string RecordLines::of(const session::Connection &value) const
{
    return m_text ? textLine(value) : connectionRecord(value);
}

std::string RecordLines::of(const session::Exchange &value, const session::PayloadStore &payloads) const
{
    return m_text ? textLine(value) : exchangeRecord(value, payloads, m_options);
}

std::string RecordLines::of(const session::WebSocketMessage &value) const
{
    return m_text ? std::string() : messageRecord(value);
}

std::string RecordLines::of(const session::DnsAnswer &value) const
{
    return m_text ? std::string() : dnsRecord(value);
}

std::string RecordLines::of(const session::Search &value) const
{
    return m_text ? textLine(value) : searchRecord(value);
}

std::string RecordLines::of(const session::Leak &value) const
{
    return m_text ? textLine(value, *m_sentences) : leakRecord(value);
}

std::string RecordLines::of(const session::IdentifierSeen &value) const
{
    return m_text ? std::string() : identifierRecord(value);
}

std::string RecordLines::of(const session::Profile &value) const
{
    return m_text ? textLine(value) : profileRecord(value);
}

std::string RecordLines::of(const session::AnomalyRecord &value) const
{
    return m_text ? std::string() : anomalyRecord(value);
}

std::string RecordLines::of(const session::Summary &value) const
{
    return m_text ? textLine(value) : summaryRecord(value);
}

} // namespace telltale::cli
