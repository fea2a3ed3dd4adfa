// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_printer.h"

#include "text_lines.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace telltale::cli {

RecordPrinter::RecordPrinter(std::FILE *out, session::RecordOptions options, std::set<std::string> only,
                             std::shared_ptr<const rules::RuleSet> sentences)
    : m_out(out)
    , m_options(options)
    , m_only(std::move(only))
    , m_sentences(std::move(sentences))
    , m_text(m_sentences != nullptr)
{
}

void RecordPrinter::line(const std::string &text)
{
    if (text.empty())
        return; // text output has no line for this record
    if (std::fwrite(text.data(), 1, text.size(), m_out) != text.size() || std::fputc('\n', m_out) == EOF)
        m_broken = true;
}

void RecordPrinter::collect(const engine::Batch &batch)
{
    for (const auto &value : batch.connections)
        m_connections.insert_or_assign(value.id, value);
    for (const auto &value : batch.exchanges)
        m_exchanges.insert_or_assign(value.id, value);
    for (const auto &value : batch.leaks)
        m_leaks.insert_or_assign(value.id, value);
    for (const auto &value : batch.searches)
        m_searches.insert_or_assign(value.id, value);
    for (const auto &value : batch.identifiers)
        m_identifiers.insert_or_assign(value.kind + "\n" + value.value, value);
    for (const auto &value : batch.anomalies)
        m_anomalies.insert_or_assign({value.id, value.connection}, value);
    m_dns.insert(m_dns.end(), batch.dns.begin(), batch.dns.end());
    m_messages.insert(m_messages.end(), batch.messages.begin(), batch.messages.end());
    if (batch.summary)
        m_summary = *batch.summary;
}

void RecordPrinter::printCollected(const session::PayloadStore &payloads)
{
    // Sorted by time; at one time connections before exchanges before what was found in them.
    struct Entry {
        base::Timestamp time;
        int rank;
        std::string id;
        std::function<std::string()> write;
    };
    std::vector<Entry> entries;
    const auto add = [&](const char *type, base::Timestamp time, int rank, std::string id,
                         std::function<std::string()> write) {
        if (wanted(type))
            entries.push_back({time, rank, std::move(id), std::move(write)});
    };
    for (const auto &[id, c] : m_connections)
        add("connection", c.time, 0, text(id), [&c = c, this] { return m_text ? textLine(c) : connectionRecord(c); });
    for (const auto &[id, e] : m_exchanges)
        add("exchange", e.time, 1, text(id),
            [&e = e, &payloads, this] { return m_text ? textLine(e) : exchangeRecord(e, payloads, m_options); });
    for (const auto &m : m_messages)
        add("message", m.time, 2, text(m.exchange) + ".m" + std::to_string(m.ordinal),
            [&m, this] { return m_text ? std::string() : messageRecord(m); });
    for (const auto &d : m_dns)
        add("dns", d.time, 2, text(d.connection) + ".d" + std::to_string(d.ordinal),
            [&d, this] { return m_text ? std::string() : dnsRecord(d); });
    for (const auto &[id, s] : m_searches)
        add("search", s.time, 3, id, [&s = s, this] { return m_text ? textLine(s) : searchRecord(s); });
    for (const auto &[id, l] : m_leaks)
        add("leak", l.time, 4, id, [&l = l, this] { return m_text ? textLine(l, *m_sentences) : leakRecord(l); });
    for (const auto &[id, i] : m_identifiers)
        add("identifier", i.first, 5, id, [&i = i, this] { return m_text ? std::string() : identifierRecord(i); });
    for (const auto &[key, a] : m_anomalies)
        add("anomaly", a.time, 6, a.id + (a.connection ? text(*a.connection) : std::string()),
            [&a = a, this] { return m_text ? std::string() : anomalyRecord(a); });
    std::stable_sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.time, a.rank, a.id) < std::tie(b.time, b.rank, b.id);
    });
    for (const Entry &entry : entries) {
        if (m_broken)
            return;
        line(entry.write());
    }
    if (wanted("summary"))
        line(m_text ? textLine(m_summary) : summaryRecord(m_summary));
    if (std::fflush(m_out) != 0)
        m_broken = true;
}

void RecordPrinter::printLive(const engine::Batch &batch, const session::PayloadStore &payloads)
{
    // Connections and exchanges are printed when they end; their earlier states are replaced.
    for (const auto &c : batch.connections) {
        if (wanted("connection") && c.closed)
            line(m_text ? textLine(c) : connectionRecord(c));
    }
    for (const auto &e : batch.exchanges) {
        if (wanted("exchange") && e.ended)
            line(m_text ? textLine(e) : exchangeRecord(e, payloads, m_options));
    }
    if (!m_text) {
        for (const auto &m : batch.messages) {
            if (wanted("message"))
                line(messageRecord(m));
        }
        for (const auto &d : batch.dns) {
            if (wanted("dns"))
                line(dnsRecord(d));
        }
    }
    for (const auto &s : batch.searches) {
        if (wanted("search") && m_searches.insert_or_assign(s.id, s).second)
            line(m_text ? textLine(s) : searchRecord(s));
    }
    for (const auto &l : batch.leaks) {
        if (m_leaks.insert_or_assign(l.id, l).second && wanted("leak"))
            line(m_text ? textLine(l, *m_sentences) : leakRecord(l));
    }
    for (const auto &a : batch.anomalies)
        m_anomalies.insert_or_assign({a.id, a.connection}, a);
    if (batch.summary) {
        m_summary = *batch.summary;
        for (const auto &[key, a] : m_anomalies) {
            if (wanted("anomaly") && !m_text)
                line(anomalyRecord(a));
        }
        if (wanted("summary"))
            line(m_text ? textLine(m_summary) : summaryRecord(m_summary));
    }
    if (std::fflush(m_out) != 0)
        m_broken = true;
}

} // namespace telltale::cli
